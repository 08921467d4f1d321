package org.kithwork.core.internal.access.signin;

import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import org.kithwork.audit.Audit;
import org.kithwork.core.SignIn;
import org.kithwork.core.internal.access.audit.AuditLog;
import org.kithwork.core.internal.access.store.SshKeyStore;
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
 * Recognises the public key of a user of the shell. The container asks before the client has signed anything, and again
 * afterwards, so a recognised key is noted once a minute. An unknown one is not counted: a client offers all it has, and
 * a key is not guessed.
 */
@Component(service = KeyCheck.class)
public final class KeyCheck {

    private static final Duration NOTE = Duration.ofMinutes(1);

    private final UserStore users;
    private final SshKeyStore keys;
    private final Attempts attempts;
    private final AuditLog audit;
    private final Transactions transactions;
    private final SteadyTime time;

    @Activate
    public KeyCheck(
            @Reference UserStore users,
            @Reference SshKeyStore keys,
            @Reference Attempts attempts,
            @Reference AuditLog audit,
            @Reference Transactions transactions,
            @Reference SteadyTime time) {
        this.users = users;
        this.keys = keys;
        this.attempts = attempts;
        this.audit = audit;
        this.transactions = transactions;
        this.time = time;
    }

    /** The user of this name, if the key is one of his. */
    public Actor check(String username, PublicKey key, SignIn.Client client) {
        attempts.requireOpen(client.address());
        var fingerprint = PublicKeys.fingerprint(key).orElseThrow(KeyCheck::refused);
        return transactions.call(() -> {
            var user = users.byUsername(Usernames.fold(username))
                    .filter(found -> found.state.equals("ACTIVE"))
                    .orElseThrow(KeyCheck::refused);
            var row = keys.find(user.id, fingerprint).orElseThrow(KeyCheck::refused);
            var actor = new Actor(Actor.Kind.USER, user.id, user.displayName);
            var now = time.now();
            if (keys.used(row.id(), now, now.minus(NOTE))) {
                audit.record(
                        actor,
                        new Audit.Entry(
                                "shell.key-shown",
                                "core:user",
                                user.id,
                                null,
                                Map.of("address", client.address(), "key", fingerprint),
                                null));
            }
            return actor;
        });
    }

    private static Problem refused() {
        return Problem.of(ProblemKind.UNAUTHENTICATED, Message.of(PasswordCheck.class, "sign-in-failed"));
    }
}
