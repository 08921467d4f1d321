package org.kithwork.core.internal.access.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Argon2id (19 MiB, two passes, one lane) as PHC strings; never more at once than there are processors. */
@Component(service = PasswordHasher.class)
public final class PasswordHasher {

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int LENGTH = 32;
    private static final int QUEUE = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final SecureRandom random = new SecureRandom();
    private final int memory;
    private final Semaphore running;
    private final String stranger;

    @Activate
    public PasswordHasher() {
        this(Runtime.getRuntime().availableProcessors(), MEMORY_KIB);
    }

    PasswordHasher(int atOnce, int memoryKib) {
        memory = memoryKib;
        running = new Semaphore(atOnce, true);
        stranger = hash("nobody has this password");
    }

    /** What is stored of a password. */
    public String hash(String password) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        var hash = run(password, salt, memory, PASSES, LANES, LENGTH);
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    /** Whether the password is the one that was stored. */
    public boolean matches(String password, String stored) {
        var parts = PHC.matcher(stored);
        if (!parts.matches()) {
            return false;
        }
        var base64 = Base64.getDecoder();
        var expected = base64.decode(parts.group(5));
        var found = run(
                password,
                base64.decode(parts.group(4)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, found);
    }

    /** Takes the time of {@link #matches} for a user who is not there. */
    public boolean matchesNobody(String password) {
        matches(password, stranger);
        return false;
    }

    /** Whether it was made with weaker parameters than today's. */
    public boolean isOutdated(String stored) {
        return !stored.startsWith("$argon2id$v=19$m=" + memory + ",t=" + PASSES + ",p=" + LANES + "$");
    }

    private byte[] run(String password, byte[] salt, int kib, int passes, int lanes, int length) {
        enter();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(kib)
                    .withIterations(passes)
                    .withParallelism(lanes)
                    .withSalt(salt)
                    .build());
            var hash = new byte[length];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            running.release();
        }
    }

    private void enter() {
        try {
            if (running.getQueueLength() >= QUEUE || !running.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static Problem busy() {
        return Problem.of(ProblemKind.UNAVAILABLE, "busy").retryAfter(Duration.ofSeconds(2));
    }
}
