package org.kithwork.core.internal.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.signin.Secrets;
import org.kithwork.core.internal.access.signin.TokenCheck;
import org.kithwork.core.internal.access.store.TokenEntity;
import org.kithwork.core.internal.access.store.TokenStore;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.id.Ids;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** API tokens: some of their owner's rights, for at most a year. */
@Component(service = TokenAdmin.class)
public final class TokenAdmin {

    private static final Duration USUAL = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SCOPES = 32_000;

    private final TokenStore tokens;
    private final UserStore users;
    private final PermissionCatalog catalog;
    private final CurrentActor actor;
    private final AccessControl access;
    private final CurrentUser current;
    private final RightsCache rights;
    private final Audit audit;
    private final Paging paging;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public TokenAdmin(
            @Reference TokenStore tokens,
            @Reference UserStore users,
            @Reference PermissionCatalog catalog,
            @Reference CurrentActor actor,
            @Reference AccessControl access,
            @Reference CurrentUser current,
            @Reference RightsCache rights,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.tokens = tokens;
        this.users = users;
        this.catalog = catalog;
        this.actor = actor;
        this.access = access;
        this.current = current;
        this.rights = rights;
        this.audit = audit;
        this.paging = paging;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A token; {@code token} is the secret, shown once. */
    public record Token(
            String id,
            String name,
            String ownerId,
            @Nullable String ownerName,
            List<String> scopes,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable String token) {}

    /** The form of a new token; raw. */
    public record Draft(
            @Nullable String name,
            @Nullable List<String> scopes,
            @Nullable String expiresAt) {}

    /** One's own tokens; with the right to see all, all. */
    public Page<Token> list(PageRequest request) {
        var visibility = access.visibility(CorePermissions.TOKEN_VIEW);
        return transactions.call(() -> {
            var rows = tokens.list().stream()
                    .filter(token -> isMine(token, visibility))
                    .toList();
            var owners = users.names(
                    new TreeSet<>(rows.stream().map(row -> row.userId).toList()));
            return Listing.page(paging, request, rows, row -> row.id)
                    .map(row -> view(row, owners.get(row.userId), null));
        });
    }

    /** Makes a token of the actor's own user, with rights that the actor holds. */
    public Token create(Draft draft) {
        access.require(CorePermissions.TOKEN_CREATE);
        var owner = current.id().orElseThrow(() -> Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated"));
        var faults = new Faults();
        var row = new TokenEntity();
        row.name = faults.requiredText("/name", draft.name(), LONGEST_NAME);
        row.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.expiresAt = expiry(faults, draft.expiresAt(), row.createdAt);
        var scopes = scopes(faults, draft.scopes() == null ? List.of() : draft.scopes());
        row.scopes = String.join(" ", scopes);
        faults.check();
        if (row.scopes.length() > LONGEST_SCOPES) {
            throw Problem.invalid("/scopes", Message.of(Problem.class, "too-long", LONGEST_SCOPES));
        }
        if (isDangerous(scopes)) {
            requireBrowser();
        }
        var secret = TokenCheck.PREFIX + Secrets.next();
        return transactions.call(() -> {
            row.id = ids.next();
            row.userId = owner.value();
            row.secretHash = Secrets.hash(secret);
            tokens.insert(row);
            note("token.created", row, Map.of("scopes", scopes, "expiresAt", row.expiresAt.toString()));
            return view(row, users.names(List.of(row.userId)).get(row.userId), secret);
        });
    }

    /** Ends a token at once. */
    public void revoke(String id) {
        var visibility = access.visibility(CorePermissions.TOKEN_DELETE);
        transactions.run(() -> {
            var row = mine(id, visibility);
            tokens.delete(row.id);
            note("token.revoked", row, Map.of());
            rights.forget();
        });
    }

    /** The token that {@link #revoke} would end. */
    public Token revocable(String id) {
        var visibility = access.visibility(CorePermissions.TOKEN_DELETE);
        return transactions.call(() -> {
            var row = mine(id, visibility);
            return view(row, users.names(List.of(row.userId)).get(row.userId), null);
        });
    }

    private TokenEntity mine(String id, Visibility visibility) {
        return tokens.find(id).filter(token -> isMine(token, visibility)).orElseThrow(() -> Problem.notFound("token"));
    }

    private static boolean isMine(TokenEntity token, Visibility visibility) {
        return visibility.all() || visibility.owners().contains(token.userId);
    }

    /** Dangerous rights are given only where somebody can be asked who he is, and has been. */
    private void requireBrowser() {
        if (actor.proof().isEmpty()) {
            throw Problem.of(ProblemKind.FORBIDDEN, Message.of(TokenAdmin.class, "scopes-dangerous"));
        }
        access.requireRecentProof();
    }

    private boolean isDangerous(List<String> scopes) {
        var known = catalog.byText();
        return scopes.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .anyMatch(declaration -> declaration.dangerous());
    }

    private List<String> scopes(Faults faults, List<String> given) {
        if (given.isEmpty()) {
            faults.add("/scopes", "required");
        }
        var held = new TreeSet<String>();
        access.permissions().stream().map(Permission::toString).forEach(held::add);
        var scopes = new ArrayList<String>();
        for (int i = 0; i < given.size(); i++) {
            var scope = given.get(i);
            if (!held.contains(scope)) {
                faults.add("/scopes/" + i, Message.of(TokenAdmin.class, "scope-not-held", scope));
            } else if (!scopes.contains(scope)) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    private static Instant expiry(Faults faults, @Nullable String given, Instant now) {
        var expiresAt = faults.instant("/expiresAt", given);
        if (expiresAt == null) {
            return now.plus(USUAL);
        }
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
            faults.add("/expiresAt", Message.of(TokenAdmin.class, "token-expiry"));
        }
        return expiresAt.truncatedTo(ChronoUnit.MICROS);
    }

    private static Token view(TokenEntity row, @Nullable String owner, @Nullable String secret) {
        return new Token(
                row.id,
                row.name,
                row.userId,
                owner,
                List.of(row.scopes.split(" ")),
                row.createdAt,
                row.expiresAt,
                row.usedAt,
                secret);
    }

    private void note(String action, TokenEntity row, Map<String, Object> detail) {
        audit.record(new Audit.Entry(action, "core:token", row.id, null, detail, null));
    }
}
