package org.kithwork.core.internal.outbound;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a call goes: scheme, host as it stands in the list, port. */
record Target(boolean secure, String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");
    private static final Pattern FOUR_NUMBERS =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern V6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");

    /** Where the address leads; empty for one that can be read in two ways or that is no address at all. */
    static Optional<Target> of(URI uri) {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getRawUserInfo() != null || !isHost(host)) {
            return Optional.empty();
        }
        var secure = scheme.equals("https");
        return Optional.of(new Target(secure, host, uri.getPort() == -1 ? secure ? HTTPS : HTTP : uri.getPort()));
    }

    /**
     * Whether this names a host: a name, an address of IPv4 in four decimal numbers, or one of IPv6 in brackets. What ends
     * in a number is no name: systems read {@code 2130706433}, {@code 0177.0.0.1} and {@code 0x7f.1} as addresses.
     */
    static boolean isHost(String host) {
        return V6.matcher(host).matches()
                || (NUMBER.matcher(host).matches()
                        ? FOUR_NUMBERS.matcher(host).matches()
                        : NAME.matcher(host).matches());
    }

    static boolean isNumber(String host) {
        return host.startsWith("[") || NUMBER.matcher(host).matches();
    }

    /** How the list may name it: by itself or by a domain above it, with its port where that is an unusual one. */
    List<String> names() {
        var usual = port == (secure ? HTTPS : HTTP);
        var names = new ArrayList<String>();
        for (var name : hosts()) {
            names.add(name + ":" + port);
            if (usual) {
                names.add(name);
            }
        }
        return names;
    }

    private List<String> hosts() {
        var hosts = new ArrayList<String>(List.of(host));
        if (!isNumber(host)) {
            for (var dot = host.indexOf('.'); dot > 0; dot = host.indexOf('.', dot + 1)) {
                hosts.add("*" + host.substring(dot));
            }
        }
        return hosts;
    }

    boolean isSameOrigin(Target other) {
        return equals(other);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
