package org.kithwork.core.internal.access.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.SignIn;
import org.kithwork.core.internal.access.store.SessionEntity;
import org.kithwork.core.internal.access.store.SessionStore;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.id.Ids;
import org.kithwork.permission.Actor;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sessions of browsers: 30 minutes idle, 12 hours in all; they live in the database, so any node serves them. */
@Component(service = Sessions.class)
public final class Sessions {

    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration TOUCH = Duration.ofMinutes(1);
    private static final int LONGEST_AGENT = 300;

    private final SessionStore store;
    private final Transactions transactions;
    private final Ids ids;
    private final SteadyTime time;

    @Activate
    public Sessions(
            @Reference SessionStore store,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference SteadyTime time) {
        this.store = store;
        this.transactions = transactions;
        this.ids = ids;
        this.time = time;
    }

    /** A new session of a user who has proved who he is. */
    SignIn.Session open(UserEntity user, SignIn.Client client) {
        var cookie = Secrets.next();
        var now = now();
        var session = new SessionEntity();
        session.id = ids.next();
        session.secretHash = Secrets.hash(cookie);
        session.userId = user.id;
        session.address = cut(client.address(), 100);
        session.agent = client.agent() == null ? null : cut(client.agent(), LONGEST_AGENT);
        session.createdAt = now;
        session.touchedAt = now;
        session.provedAt = now;
        session.expiresAt = now.plus(LONGEST);
        transactions.run(() -> store.insert(session));
        return new SignIn.Session(cookie, caller(cookie, session, user.displayName, now));
    }

    /** Who holds the cookie, without starting the idle time again. */
    Optional<SignIn.Caller> peek(String cookie) {
        var now = now();
        return active(cookie, now).map(found -> caller(cookie, found.session(), found.displayName(), now));
    }

    /** Who holds the cookie. */
    Optional<SignIn.Caller> find(String cookie) {
        var now = now();
        return active(cookie, now).map(found -> {
            var session = found.session();
            if (!session.touchedAt.plus(TOUCH).isAfter(now)) {
                transactions.run(() -> store.touch(session, now));
            }
            return caller(cookie, session, found.displayName(), now);
        });
    }

    /** The session's id. */
    public Optional<String> id(@Nullable String cookie) {
        return cookie == null ? Optional.empty() : active(cookie, now()).map(found -> found.session().id);
    }

    /** The session that is open under the cookie. */
    Optional<SessionEntity> entity(String cookie) {
        return active(cookie, now()).map(SessionStore.Active::session);
    }

    /** Notes that its user has proved anew who he is. */
    void proved(SessionEntity session) {
        transactions.run(() -> store.proved(session.id, now()));
    }

    /** Ends the session; tells whose it was. */
    Optional<SessionStore.Active> close(String cookie) {
        return transactions.call(() -> {
            var found = store.find(Secrets.hash(cookie));
            found.ifPresent(active -> store.delete(active.session().id));
            return found;
        });
    }

    /** Removes what has ended by itself. */
    public void tidy() {
        var now = now();
        transactions.run(() -> store.deleteExpired(now, now.minus(IDLE)));
    }

    private Optional<SessionStore.Active> active(String cookie, Instant now) {
        if (cookie.isEmpty() || cookie.length() > 100) {
            return Optional.empty();
        }
        return transactions
                .call(() -> store.find(Secrets.hash(cookie)))
                .filter(found -> found.session().expiresAt.isAfter(now)
                        && found.session().touchedAt.plus(IDLE).isAfter(now));
    }

    private static SignIn.Caller caller(String cookie, SessionEntity session, String name, Instant now) {
        var idle = now.plus(IDLE);
        return new SignIn.Caller(
                new Actor(Actor.Kind.USER, session.userId, name),
                Secrets.derived("csrf", cookie),
                idle.isBefore(session.expiresAt) ? idle : session.expiresAt,
                new SignIn.Proof(session.id, session.provedAt));
    }

    private Instant now() {
        return time.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
