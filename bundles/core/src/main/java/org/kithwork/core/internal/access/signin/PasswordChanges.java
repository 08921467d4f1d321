package org.kithwork.core.internal.access.signin;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.access.audit.AuditLog;
import org.kithwork.core.internal.access.store.CompanyStore;
import org.kithwork.core.internal.access.store.SessionStore;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** New passwords: by a link, or by one who knows the old one. Either ends the user's other sessions. */
@Component(service = PasswordChanges.class)
public final class PasswordChanges {

    private final UserStore users;
    private final SessionStore sessions;
    private final PasswordHasher hasher;
    private final PasswordRules rules;
    private final CompanyStore companies;
    private final Attempts attempts;
    private final AccessControl access;
    private final CurrentUser current;
    private final AuditLog audit;
    private final Transactions transactions;
    private final SteadyTime time;

    @Activate
    public PasswordChanges(
            @Reference UserStore users,
            @Reference SessionStore sessions,
            @Reference PasswordHasher hasher,
            @Reference PasswordRules rules,
            @Reference CompanyStore companies,
            @Reference Attempts attempts,
            @Reference AccessControl access,
            @Reference CurrentUser current,
            @Reference AuditLog audit,
            @Reference Transactions transactions,
            @Reference SteadyTime time) {
        this.users = users;
        this.sessions = sessions;
        this.hasher = hasher;
        this.rules = rules;
        this.companies = companies;
        this.attempts = attempts;
        this.access = access;
        this.current = current;
        this.audit = audit;
        this.transactions = transactions;
        this.time = time;
    }

    /** Sets the password of the user whose link it is, and uses the link up. */
    public void byLink(@Nullable String link, @Nullable String password) {
        var hash = hash(link);
        var user = user(hash).orElseThrow(PasswordChanges::linkInvalid);
        var stored = hashed(password, user.username);
        transactions.run(() -> {
            if (!sessions.useLink(hash)) {
                throw linkInvalid();
            }
            set(new Actor(Actor.Kind.USER, user.id, user.displayName), user, stored, "");
        });
        attempts.succeeded(user.username, null);
    }

    /** Whether the link is somebody's and still good. */
    boolean isGood(@Nullable String link) {
        return user(hash(link)).isPresent();
    }

    private Optional<UserEntity> user(String hash) {
        return transactions
                .call(() -> sessions.linkUser(hash, time.now()).flatMap(users::find))
                .filter(found -> found.state.equals("ACTIVE"));
    }

    private static String hash(@Nullable String link) {
        return Secrets.hash(PasswordLinks.secret(link == null ? "" : link));
    }

    /** Changes one's own password. */
    public void own(@Nullable String currentPassword, @Nullable String password, String sessionId) {
        var user = confirm("/current", currentPassword);
        var stored = hashed(password, user.username);
        transactions.run(() -> set(access.actor(), user, stored, sessionId));
    }

    /** Checks that the actor knows his user's password; counts like a sign-in. */
    public UserEntity confirm(String pointer, @Nullable String password) {
        var id = current.id().orElseThrow(() -> Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated"));
        var user = transactions
                .call(() -> users.find(id.value()))
                .orElseThrow(() -> Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated"));
        attempts.begin(user.username, null);
        var stored = user.password;
        if (stored == null || password == null || !hasher.matches(password, stored)) {
            audit.record(new Audit.Entry("password.refused", "core:user", user.id, null, Map.of(), null));
            throw Problem.invalid(pointer, Message.of(PasswordChanges.class, "password-wrong"));
        }
        attempts.succeeded(user.username, null);
        return user;
    }

    private String hashed(@Nullable String password, String username) {
        var faults = new Faults();
        var company =
                transactions.call(companies::find).map(found -> found.name).orElse("");
        rules.check(faults, "/password", password, username, company);
        faults.check();
        return hasher.hash(password == null ? "" : password);
    }

    private void set(Actor actor, UserEntity user, String stored, String keptSession) {
        users.setPassword(user.id, stored);
        sessions.deleteOthers(user.id, keptSession);
        audit.record(actor, new Audit.Entry("password.changed", "core:user", user.id, null, Map.of(), null));
    }

    private static Problem linkInvalid() {
        return Problem.of(ProblemKind.FORBIDDEN, Message.of(PasswordChanges.class, "link-invalid"));
    }
}
