package org.kithwork.core.internal.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.signin.Sessions;
import org.kithwork.core.internal.access.store.SessionStore;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The places where one is signed in oneself. */
@Component(service = SessionAdmin.class)
public final class SessionAdmin {

    private final SessionStore store;
    private final Sessions sessions;
    private final CurrentUser current;
    private final Audit audit;
    private final Transactions transactions;

    @Activate
    public SessionAdmin(
            @Reference SessionStore store,
            @Reference Sessions sessions,
            @Reference CurrentUser current,
            @Reference Audit audit,
            @Reference Transactions transactions) {
        this.store = store;
        this.sessions = sessions;
        this.current = current;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** A session; {@code current} is the one that asks. */
    public record Session(
            String id,
            String address,
            @Nullable String userAgent,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            boolean current) {}

    public List<Session> list(Collection<String> cookies) {
        var mine = me();
        var here = currentId(cookies);
        sessions.tidy();
        return transactions.call(() -> store.list(mine.value())).stream()
                .map(session -> new Session(
                        session.id,
                        session.address,
                        session.agent,
                        session.createdAt,
                        session.touchedAt,
                        session.expiresAt,
                        session.id.equals(here)))
                .toList();
    }

    /** Ends one of one's own sessions. */
    public void end(String id) {
        var mine = me();
        transactions.run(() -> {
            var session = store.byId(id)
                    .filter(found -> found.userId.equals(mine.value()))
                    .orElseThrow(() -> Problem.notFound("session"));
            store.delete(session.id);
            audit.record(new Audit.Entry("session.ended", "core:user", mine.value(), null, Map.of(), null));
        });
    }

    /** The session that one of the request's cookies names; "" when none does. */
    public String currentId(Collection<String> cookies) {
        return cookies.stream()
                .flatMap(cookie -> sessions.id(cookie).stream())
                .findFirst()
                .orElse("");
    }

    private UserId me() {
        return current.id().orElseThrow(() -> Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated"));
    }
}
