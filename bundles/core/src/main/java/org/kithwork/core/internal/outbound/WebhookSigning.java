package org.kithwork.core.internal.outbound;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.kithwork.core.internal.outbound.store.WebhookStore;
import org.kithwork.outbound.Webhooks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs webhooks and checks them. */
@Component(service = Webhooks.class)
public final class WebhookSigning implements Webhooks {

    /** How far the clocks of two systems, and the way between them, may part what was signed from what is checked. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";
    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final Pattern IDS = Pattern.compile("[\\x21-\\x7e&&[^.]]{1,200}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final int SECRET_BYTES = 32;
    private static final int SHORTEST_SECRET = 24;
    private static final int LONGEST_SECRET = 64;
    private static final int MOST_SIGNATURES = 10;

    private final WebhookStore store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public WebhookSigning(@Reference WebhookStore store, @Reference Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public Map<String, String> sign(String secret, String id, byte[] body) {
        if (!IDS.matcher(id).matches()) {
            throw new IllegalArgumentException("an id has 1 to 200 visible characters and no dot");
        }
        var seconds = Long.toString(clock.instant().getEpochSecond());
        var signature = Base64.getEncoder().encodeToString(mac(key(secret), id, seconds, body));
        return Map.of(ID, id, TIMESTAMP, seconds, SIGNATURE, VERSION + signature);
    }

    @Override
    public Verdict verify(String source, List<String> secrets, Map<String, String> headers, byte[] body) {
        var named = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        named.putAll(headers);
        var id = named.getOrDefault(ID, "");
        var seconds = named.getOrDefault(TIMESTAMP, "");
        var signatures = named.getOrDefault(SIGNATURE, "");
        if (!IDS.matcher(id).matches() || !SECONDS.matcher(seconds).matches() || signatures.isEmpty()) {
            return Verdict.MALFORMED;
        }
        var now = clock.instant();
        var apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                .abs();
        if (apart.compareTo(WINDOW) > 0) {
            return Verdict.STALE;
        }
        if (secrets.stream().noneMatch(secret -> isSigned(mac(key(secret), id, seconds, body), signatures))) {
            return Verdict.FORGED;
        }
        return store.isFirst(digest(source, id), now) ? Verdict.VALID : Verdict.REPEATED;
    }

    /** Looks at every signature, so that the time it takes says nothing. */
    private static boolean isSigned(byte[] expected, String signatures) {
        var found = false;
        for (var signature : Arrays.stream(signatures.split(" ", MOST_SIGNATURES + 1))
                .limit(MOST_SIGNATURES)
                .toList()) {
            found |= signature.startsWith(VERSION)
                    && MessageDigest.isEqual(expected, decoded(signature.substring(VERSION.length())));
        }
        return found;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] key(String secret) {
        var bytes = secret.startsWith(PREFIX) ? decoded(secret.substring(PREFIX.length())) : new byte[0];
        if (bytes.length < SHORTEST_SECRET || bytes.length > LONGEST_SECRET) {
            throw new IllegalArgumentException("a secret is whsec_ and base64 of 24 to 64 bytes");
        }
        return bytes;
    }

    private static byte[] mac(byte[] key, String id, String seconds, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    private static String digest(String source, String id) {
        try {
            var bytes = (source.length() + " " + source + " " + id).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
