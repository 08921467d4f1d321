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

/** Every way to sign in; each is a class of its own. */
@Component(service = SignIn.class)
public final class SignInService implements SignIn {

    private final SetUpService setUp;
    private final PasswordCheck passwords;
    private final PasswordChanges changes;
    private final Sessions sessions;
    private final TokenCheck tokens;
    private final Attempts attempts;
    private final UserStore users;
    private final Profiles profiles;
    private final AuditLog audit;
    private final Transactions transactions;

    @Activate
    public SignInService(
            @Reference SetUpService setUp,
            @Reference PasswordCheck passwords,
            @Reference PasswordChanges changes,
            @Reference Sessions sessions,
            @Reference TokenCheck tokens,
            @Reference Attempts attempts,
            @Reference UserStore users,
            @Reference Profiles profiles,
            @Reference AuditLog audit,
            @Reference Transactions transactions,
            @Reference Admission admission,
            @Reference Opening opening) {
        this.setUp = setUp;
        this.passwords = passwords;
        this.changes = changes;
        this.sessions = sessions;
        this.tokens = tokens;
        this.attempts = attempts;
        this.users = users;
        this.profiles = profiles;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public boolean setupRequired() {
        return setUp.isRequired();
    }

    @Override
    public Session setUp(SetUp request, Client client) {
        return open(setUp.setUp(request, client), client);
    }

    @Override
    public Session signIn(@Nullable String username, @Nullable String password, @Nullable String code, Client client) {
        return open(passwords.check(username, password, code, client), client);
    }

    @Override
    public void stepUp(String cookie, @Nullable String password, @Nullable String code, Client client) {
        var session = sessions.entity(cookie).orElseThrow(SignInService::unauthenticated);
        var user = transactions.call(() -> users.find(session.userId)).orElseThrow(SignInService::unauthenticated);
        if (!passwords.proves(user, password, code, client)) {
            var byPassword = password != null && !password.isEmpty();
            throw Problem.invalid(
                    byPassword ? "/password" : "/code",
                    Message.of(SignInService.class, byPassword ? "password-wrong" : "code-invalid"));
        }
        sessions.proved(session);
        note(new Actor(Actor.Kind.USER, user.id, user.displayName), "session.stepped-up", client.address());
    }

    @Override
    public void choosePassword(@Nullable String link, @Nullable String password, Client client) {
        attempts.requireOpen(client.address());
        if (!changes.isGood(link)) {
            attempts.failed(client.address());
        }
        changes.byLink(link, password);
    }

    private static Problem unauthenticated() {
        return Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated");
    }

    @Override
    public Actor checkPassword(String username, String password, Client client) {
        var user = passwords.checkForShell(username, password, client);
        var actor = new Actor(Actor.Kind.USER, user.id, user.displayName);
        note(actor, "shell.opened", client.address());
        return actor;
    }

    @Override
    public Optional<Caller> session(String cookie) {
        return sessions.find(cookie);
    }

    @Override
    public Optional<Caller> peek(String cookie) {
        return sessions.peek(cookie);
    }

    @Override
    public Optional<Caller> token(String token) {
        return tokens.find(token);
    }

    @Override
    public Optional<Caller> token(String token, Client client) {
        var caller = tokens.find(token);
        if (caller.isEmpty()) {
            attempts.requireOpen(client.address());
            attempts.failed(client.address());
        }
        return caller;
    }

    @Override
    public void signOut(String cookie) {
        sessions.close(cookie)
                .ifPresent(closed -> note(
                        new Actor(Actor.Kind.USER, closed.session().userId, closed.displayName()),
                        "session.ended",
                        closed.session().address));
    }

    @Override
    public Profile profile(Caller caller) {
        return profiles.of(caller);
    }

    private Session open(UserEntity user, Client client) {
        return transactions.call(() -> {
            var session = sessions.open(user, client);
            note(session.caller().actor(), "session.started", client.address());
            return session;
        });
    }

    private void note(Actor actor, String action, String address) {
        audit.record(actor, new Audit.Entry(action, "core:user", actor.id(), null, Map.of("address", address), null));
    }
}
