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
    private final Attempts attempts;
    private final AuditLog audit;
    private final Transactions transactions;

    @Activate
    public PasswordCheck(
            @Reference UserStore users,
            @Reference PasswordHasher hasher,
            @Reference Attempts attempts,
            @Reference AuditLog audit,
            @Reference Transactions transactions) {
        this.users = users;
        this.hasher = hasher;
        this.attempts = attempts;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** The user whose password this is; refuses everything else with {@code sign-in-failed}. */
    public UserEntity check(@Nullable String username, @Nullable String password, SignIn.Client client) {
        var name = Usernames.fold(username);
        attempts.begin(name, client.address());
        var user = transactions.call(() -> users.byUsername(name));
        if (!matches(user, password)) {
            noteFailure(user, client);
            throw Problem.of(ProblemKind.UNAUTHENTICATED, Message.of(PasswordCheck.class, "sign-in-failed"));
        }
        attempts.succeeded(name, client.address());
        return renewed(user.orElseThrow(), password);
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
