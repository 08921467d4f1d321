package org.kithwork.core.internal.access.signin;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.SignIn;
import org.kithwork.core.internal.access.audit.AuditLog;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Checks a user name and password, for browsers and the shell alike. An unknown user, a blocked one, one without a
 * password and a wrong password take the same time and get the same answer.
 */
@Component(service = PasswordCheck.class)
public final class PasswordCheck {

    private static final int LONGEST = 1_000;

    private final UserStore users;
    private final PasswordHasher hasher;
    private final SecondFactor factor;
    private final Attempts attempts;
    private final AuditLog audit;
    private final Transactions transactions;

    @Activate
    public PasswordCheck(
            @Reference UserStore users,
            @Reference PasswordHasher hasher,
            @Reference SecondFactor factor,
            @Reference Attempts attempts,
            @Reference AuditLog audit,
            @Reference Transactions transactions) {
        this.users = users;
        this.hasher = hasher;
        this.factor = factor;
        this.attempts = attempts;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * The user whose password and, if he has a second factor, whose code this is. A wrong password is
     * {@code sign-in-failed}. A right one without the code neither fails nor makes good what failed before, or who knows
     * the password could try codes for ever.
     */
    public UserEntity check(
            @Nullable String username, @Nullable String password, @Nullable String code, SignIn.Client client) {
        var user = known(username, password, client);
        if (factor.isOn(user.id)) {
            if (code == null || code.isBlank()) {
                attempts.undecided(user.username, client.address());
                throw refused("code-required");
            }
            if (!factor.accepts(user.id, code)) {
                noteFailure(Optional.of(user), client);
                throw refused("code-invalid");
            }
        }
        attempts.succeeded(user.username, client.address());
        return renewed(user, password);
    }

    /** The same where no code can be asked for: who has a second factor comes by key. */
    public UserEntity checkForShell(String username, String password, SignIn.Client client) {
        var user = known(username, password, client);
        if (factor.isOn(user.id)) {
            attempts.undecided(user.username, client.address());
            audit.record(
                    Actor.PUBLIC,
                    new Audit.Entry(
                            "sign-in.key-required",
                            "core:user",
                            user.id,
                            null,
                            Map.of("address", client.address()),
                            null));
            throw refused("key-required");
        }
        attempts.succeeded(user.username, client.address());
        return renewed(user, password);
    }

    /** Whether this is the user's password or a code of his; counts like a sign-in. */
    boolean proves(UserEntity user, @Nullable String password, @Nullable String code, SignIn.Client client) {
        attempts.begin(user.username, client.address());
        var proved = password != null && !password.isEmpty()
                ? matches(Optional.of(user), password)
                : factor.accepts(user.id, code);
        if (proved) {
            attempts.succeeded(user.username, client.address());
        } else {
            noteFailure(Optional.of(user), client);
        }
        return proved;
    }

    private UserEntity known(@Nullable String username, @Nullable String password, SignIn.Client client) {
        var name = Usernames.fold(username);
        attempts.begin(name, client.address());
        var user = transactions.call(() -> users.byUsername(name));
        if (!matches(user, password)) {
            noteFailure(user, client);
            throw refused("sign-in-failed");
        }
        return user.orElseThrow();
    }

    private static Problem refused(String code) {
        return Problem.of(ProblemKind.UNAUTHENTICATED, Message.of(PasswordCheck.class, code));
    }

    private boolean matches(Optional<UserEntity> user, @Nullable String password) {
        var stored = user.filter(found -> found.state.equals("ACTIVE")).map(found -> found.password);
        var given = password == null || password.length() > LONGEST ? "" : password;
        return stored.isPresent() ? hasher.matches(given, stored.get()) : hasher.matchesNobody(given);
    }

    /** Hashes anew what was hashed with weaker parameters. */
    private UserEntity renewed(UserEntity user, @Nullable String password) {
        var stored = user.password;
        if (password != null && stored != null && hasher.isOutdated(stored)) {
            var hash = hasher.hash(password);
            transactions.run(() -> users.setPassword(user.id, hash));
        }
        return user;
    }

    /** The name that was tried is not noted: people type passwords into it. */
    private void noteFailure(Optional<UserEntity> user, SignIn.Client client) {
        audit.record(
                Actor.PUBLIC,
                new Audit.Entry(
                        "sign-in.failed",
                        "core:user",
                        user.map(found -> found.id).orElse("unknown"),
                        null,
                        Map.of("address", client.address()),
                        null));
    }
}
