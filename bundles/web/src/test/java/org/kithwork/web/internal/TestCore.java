package org.kithwork.web.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.core.Callers;
import org.kithwork.core.IdempotentAnswers;
import org.kithwork.core.ModuleStates;
import org.kithwork.core.SignIn;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.FakeAccess;

/** A core whose users, rights and modules a test decides. */
public final class TestCore extends CoreServices implements SignIn, ModuleStates {

    public static final String CSRF = "csrf-of-the-session";
    public static final Actor CLERK = new Actor(Actor.Kind.USER, "clerk", "Clerk");
    public static final Actor ADMIN = new Actor(Actor.Kind.USER, "admin", "Admin");

    public final FakeAccess access =
            new FakeAccess().grant(CLERK, "demo:thing:view").allowAll(ADMIN);
    public final Map<String, Caller> sessions = new ConcurrentHashMap<>();
    public final Map<String, Caller> tokens = new ConcurrentHashMap<>();
    public final Map<String, State> states = new ConcurrentHashMap<>();
    public volatile boolean setupRequired;
    public volatile boolean away;
    public volatile Optional<IdempotentAnswers> answers = Optional.empty();

    public TestCore() {
        sessions.put("clerk-session", new Caller(CLERK, CSRF, Instant.MAX));
        sessions.put("admin-session", new Caller(ADMIN, CSRF, Instant.MAX));
        tokens.put("kw_clerk", new Caller(CLERK, null, Instant.MAX));
        tokens.put("kw_admin", new Caller(ADMIN, null, Instant.MAX));
    }

    @Override
    public Optional<SignIn> signIn() {
        return away ? Optional.empty() : Optional.of(this);
    }

    @Override
    public Optional<Callers> callers() {
        return Optional.of(access::as);
    }

    @Override
    public Optional<AccessControl> access() {
        return Optional.of(access);
    }

    @Override
    public Optional<ModuleStates> moduleStates() {
        return Optional.of(this);
    }

    @Override
    public Optional<IdempotentAnswers> answers() {
        return answers;
    }

    @Override
    public boolean setupRequired() {
        return setupRequired;
    }

    @Override
    public Session setUp(SetUp request, Client client) {
        setupRequired = false;
        return open(ADMIN);
    }

    @Override
    public void choosePassword(String link, String password, Client client) {
        throw Problem.of(ProblemKind.FORBIDDEN, "forbidden");
    }

    @Override
    public Session signIn(String username, String password, String code, Client client) {
        if (!"secret".equals(password)) {
            throw Problem.of(ProblemKind.UNAUTHENTICATED, "sign-in-failed");
        }
        return open(CLERK);
    }

    private Session open(Actor actor) {
        var cookie = "new-" + sessions.size();
        var caller = new Caller(actor, CSRF, Instant.MAX);
        sessions.put(cookie, caller);
        return new Session(cookie, caller);
    }

    @Override
    public void stepUp(String cookie, String password, String code, Client client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Actor checkPassword(String username, String password, Client client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Caller> session(String cookie) {
        return Optional.ofNullable(sessions.get(cookie));
    }

    @Override
    public Optional<Caller> token(String token) {
        return Optional.ofNullable(tokens.get(token));
    }

    @Override
    public void signOut(String cookie) {
        sessions.remove(cookie);
    }

    @Override
    public Profile profile(Caller caller) {
        var actor = access.actor();
        return new Profile(
                new User(actor.id(), actor.id(), actor.name(), null),
                Set.of(),
                caller.csrfToken(),
                Instant.parse("2026-11-22T12:00:00Z"),
                false,
                false,
                new Company("Kith", "Asia/Shanghai", "CNY", null));
    }

    @Override
    public Optional<State> state(String word) {
        return Optional.ofNullable(states.get(word));
    }

    @Override
    public Optional<String> moduleOf(long bundleId) {
        return Optional.empty();
    }
}
