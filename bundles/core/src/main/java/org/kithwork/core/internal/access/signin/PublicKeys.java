package org.kithwork.core.internal.access.signin;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Public keys of SSH: Ed25519, ECDSA, and RSA of 3072 bits or more. They are known by the hash of their wire form. */
public final class PublicKeys {

    private static final int SHORTEST_RSA = 3072;
    private static final int LONGEST_LINE = 10_000;

    private PublicKeys() {}

    /**
     * A key that is good enough.
     *
     * @param fingerprint as {@code ssh-keygen -l} shows it: {@code SHA256:…}
     * @param comment what stood behind the key, "" if nothing did
     */
    public record Key(String algorithm, String fingerprint, String comment) {}

    /** Reads a line as it stands in a file {@code .pub}. */
    public static Key parse(String pointer, @Nullable String line) {
        var text = line == null ? "" : line.strip();
        var parts = text.split("\\s+", 3);
        if (text.length() > LONGEST_LINE || parts.length < 2) {
            throw invalid(pointer, "ssh-key-invalid");
        }
        try {
            var blob = Base64.getDecoder().decode(parts[1]);
            var key = OpenSSHPublicKeyUtil.parsePublicKey(blob);
            var algorithm = algorithm(key).orElseThrow(() -> invalid(pointer, "ssh-key-weak"));
            if (!parts[0].startsWith(algorithm)) {
                throw invalid(pointer, "ssh-key-invalid");
            }
            return new Key(parts[0], fingerprint(blob), parts.length > 2 ? parts[2].strip() : "");
        } catch (IllegalArgumentException | IllegalStateException | ArrayIndexOutOfBoundsException e) {
            throw invalid(pointer, "ssh-key-invalid");
        }
    }

    /** The fingerprint of a key that a client shows; empty for one that is not taken here. */
    public static Optional<String> fingerprint(PublicKey key) {
        try {
            var read = PublicKeyFactory.createKey(key.getEncoded());
            return algorithm(read).isPresent()
                    ? Optional.of(fingerprint(OpenSSHPublicKeyUtil.encodePublicKey(read)))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** What its name starts with; empty for a key that is too weak. */
    private static Optional<String> algorithm(AsymmetricKeyParameter key) {
        if (key instanceof Ed25519PublicKeyParameters) {
            return Optional.of("ssh-ed25519");
        }
        if (key instanceof ECPublicKeyParameters) {
            return Optional.of("ecdsa-sha2-nistp");
        }
        return key instanceof RSAKeyParameters rsa && rsa.getModulus().bitLength() >= SHORTEST_RSA
                ? Optional.of("ssh-rsa")
                : Optional.empty();
    }

    private static String fingerprint(byte[] blob) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("No SHA-256", e);
        }
    }

    private static Problem invalid(String pointer, String code) {
        return Problem.invalid(pointer, Message.of(PublicKeys.class, code));
    }
}
