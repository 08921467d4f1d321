package org.kithwork.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.launcher.Certificates.Identity;

/**
 * HTTPS, wherever others than this machine may call: there is no plain HTTP in the network. A certificate is configured
 * or made; the container reads it from a file that is written at each start with a password of its own.
 */
final class Https {

    private static final String STORE = "https.p12";
    private static final String PREFIX = "org.apache.felix.https.";
    private static final int PASSWORD_BYTES = 24;

    private final Path keys;
    private final Function<String, @Nullable String> environment;

    Https(Path keys, Function<String, @Nullable String> environment) {
        this.keys = keys;
        this.environment = environment;
    }

    /** Sets the container up for HTTPS if that is asked for or needed; answers the certificate's fingerprint, or "". */
    String prepare() throws IOException {
        String bind = given("KITHWORK_BIND", System.getProperty("org.apache.felix.http.host", "127.0.0.1"));
        if (isLoopback(bind)
                && given("KITHWORK_TLS_CERT", "").isEmpty()
                && given("KITHWORK_TLS_KEYSTORE", "").isEmpty()) {
            return "";
        }
        try {
            Identity identity = identity();
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            Path file = write(identity, password.toCharArray());
            String port = given("KITHWORK_HTTP_PORT", "8181");
            System.setProperty("org.apache.felix.http.enable", "false");
            System.setProperty(PREFIX + "enable", "true");
            System.setProperty("org.osgi.service.http.port.secure", port);
            System.setProperty(PREFIX + "keystore", file.toString());
            System.setProperty(PREFIX + "keystore.type", "PKCS12");
            System.setProperty(PREFIX + "keystore.password", password);
            System.setProperty(PREFIX + "keystore.key.password", password);
            System.setProperty(PREFIX + "jetty.protocols.included", "TLSv1.3,TLSv1.2");
            return fingerprint(identity);
        } catch (GeneralSecurityException e) {
            throw new Installation.Refused("the certificate of HTTPS cannot be used: " + e.getMessage());
        }
    }

    private Identity identity() throws IOException, GeneralSecurityException {
        String certificate = given("KITHWORK_TLS_CERT", "");
        String store = given("KITHWORK_TLS_KEYSTORE", "");
        if (!certificate.isEmpty()) {
            String key = given("KITHWORK_TLS_KEY", "");
            if (key.isEmpty()) {
                throw new Installation.Refused("KITHWORK_TLS_CERT is set and KITHWORK_TLS_KEY is not.");
            }
            return Certificates.pem(Path.of(certificate), Path.of(key));
        }
        if (!store.isEmpty()) {
            String file = given("KITHWORK_TLS_PASSWORD_FILE", "");
            String password = file.isEmpty()
                    ? ""
                    : Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
            return Certificates.pkcs12(Path.of(store), password.toCharArray());
        }
        Set<String> names = Certificates.localNames();
        for (String name : given("KITHWORK_TLS_NAMES", "").split(",")) {
            if (name.strip().matches("[A-Za-z0-9.:-]+")) {
                names.add(name.strip());
            }
        }
        return Certificates.selfSigned(keys, names);
    }

    private Path write(Identity identity, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("kithwork", identity.key(), password, identity.chain());
        Path file = keys.resolve(STORE);
        Files.deleteIfExists(file);
        Files.createFile(file);
        Installation.ownerOnly(file);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return file;
    }

    private static String fingerprint(Identity identity) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.chain()[0].getEncoded());
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash).toUpperCase(Locale.ROOT);
    }

    private static boolean isLoopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new Installation.Refused("KITHWORK_BIND names no address: " + bind);
        }
    }

    private String given(String name, String otherwise) {
        String value = environment.apply(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }
}
