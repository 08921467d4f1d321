package org.kithwork.core.internal.access.signin;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.store.SecondFactorStore;
import org.kithwork.core.internal.access.store.SecondFactorStore.Totp;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Codes of an app (RFC 6238: SHA-1, six digits, 30 seconds) and recovery codes. Each is good once, whoever is faster: the
 * database keeps the last accepted step. A code of the step before or after is taken too, since clocks differ.
 */
@Component(service = SecondFactor.class)
public final class SecondFactor {

    static final int RECOVERY_CODES = 10;

    private static final String TABLE = "core_totp";
    private static final String COLUMN = "secret_cipher";
    private static final int SECRET_BYTES = 20;
    private static final int CODE_BYTES = 10;
    private static final int LONGEST_CODE = 100;
    private static final Duration STEP = Duration.ofSeconds(30);

    private final SecureRandom random = new SecureRandom();
    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator(STEP, 6);
    private final SecondFactorStore store;
    private final FieldCipher cipher;
    private final Transactions transactions;
    private final SteadyTime time;

    @Activate
    public SecondFactor(
            @Reference SecondFactorStore store,
            @Reference FieldCipher cipher,
            @Reference Transactions transactions,
            @Reference SteadyTime time) {
        this.store = store;
        this.cipher = cipher;
        this.transactions = transactions;
        this.time = time;
    }

    /**
     * What an app is given.
     *
     * @param secret in Base32, for those who type it
     * @param uri {@code otpauth://…}
     * @param qrCode the address as a picture, as a data URI
     */
    public record Offer(String secret, String uri, String qrCode) {}

    /** Whether the user has one in use. */
    public boolean isOn(String userId) {
        return transactions
                .call(() -> store.find(userId))
                .filter(Totp::confirmed)
                .isPresent();
    }

    /** A new secret, which counts once it is confirmed; empty when one is in use. */
    public Optional<Offer> offer(String userId, String username, String issuer) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        var text = Base32.encode(secret);
        var sealed = cipher.seal(TABLE, COLUMN, userId, text);
        if (!transactions.call(() -> store.offer(userId, sealed))) {
            return Optional.empty();
        }
        var uri = "otpauth://totp/" + encoded(issuer) + ":" + encoded(username) + "?secret=" + text + "&issuer="
                + encoded(issuer);
        return Optional.of(new Offer(text, uri, QrCode.dataUri(uri)));
    }

    /** Puts the offered secret to use by a code of the app; tells the recovery codes, which are shown once. */
    public Optional<List<String>> confirm(String userId, @Nullable String code) {
        var offered = transactions.call(() -> store.find(userId)).filter(found -> !found.confirmed());
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        var sealed = offered.get().sealed();
        var step = step(userId, sealed, code);
        if (step.isEmpty()) {
            return Optional.empty();
        }
        return transactions.call(() -> store.confirm(userId, sealed, step.getAsLong(), time.now())
                ? Optional.of(newCodes(userId))
                : Optional.empty());
    }

    /** Ten codes in the place of those that the user has. */
    public List<String> newCodes(String userId) {
        var codes = new ArrayList<String>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            var bytes = new byte[CODE_BYTES];
            random.nextBytes(bytes);
            var text = Base32.encode(bytes).toLowerCase(Locale.ROOT);
            codes.add(text.replaceAll("(.{4})(?=.)", "$1-"));
        }
        var hashes = codes.stream().map(code -> hash(userId, code)).toList();
        transactions.run(() -> store.replaceCodes(userId, hashes));
        return codes;
    }

    /** Uses up a code of the app or a recovery code; {@code false} when it is neither or was used. */
    boolean accepts(String userId, @Nullable String code) {
        if (code == null || code.length() > LONGEST_CODE) {
            return false;
        }
        var totp = transactions.call(() -> store.find(userId)).filter(Totp::confirmed);
        if (totp.isEmpty()) {
            return false;
        }
        var step = step(userId, totp.get().sealed(), code);
        return step.isPresent()
                ? transactions.call(() -> store.accept(userId, step.getAsLong()))
                : transactions.call(() -> store.useCode(userId, hash(userId, code)));
    }

    /** Takes it from the user; tells whether he had one. */
    public boolean remove(String userId) {
        return transactions.call(() -> store.delete(userId));
    }

    /** The latest step near now whose code this is. */
    private OptionalLong step(String userId, String sealed, @Nullable String code) {
        var digits = code == null ? "" : code.replaceAll("[\\s-]", "");
        if (digits.length() != generator.getPasswordLength()) {
            return OptionalLong.empty();
        }
        var key = new SecretKeySpec(Base32.decode(cipher.open(TABLE, COLUMN, userId, sealed)), "HmacSHA1");
        var now = time.now().getEpochSecond() / STEP.toSeconds();
        var found = OptionalLong.empty();
        for (long step = now - 1; step <= now + 1; step++) {
            if (same(code(key, step), digits)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private String code(SecretKeySpec key, long step) {
        try {
            return generator.generateOneTimePasswordString(
                    key, Instant.ofEpochSecond(step * STEP.toSeconds()), Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("The secret of a second factor is no key", e);
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String userId, String code) {
        return Secrets.hash(
                "recovery|" + userId + "|" + code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
