package org.kithwork.core.internal.access.signin;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.kithwork.core.SignIn;
import org.kithwork.core.internal.access.store.TokenStore;
import org.kithwork.permission.Actor;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Recognises API tokens; asks the database each time, so a revoked one is refused at once. */
@Component(service = TokenCheck.class)
public final class TokenCheck {

    /** What a token starts with. */
    public static final String PREFIX = "kw_";

    private static final Duration TOUCH = Duration.ofMinutes(1);
    private static final int LONGEST = 100;

    private final TokenStore store;
    private final Transactions transactions;
    private final SteadyTime time;

    @Activate
    public TokenCheck(@Reference TokenStore store, @Reference Transactions transactions, @Reference SteadyTime time) {
        this.store = store;
        this.transactions = transactions;
        this.time = time;
    }

    Optional<SignIn.Caller> find(String token) {
        if (!token.startsWith(PREFIX) || token.length() > LONGEST) {
            return Optional.empty();
        }
        var now = time.now().truncatedTo(ChronoUnit.MICROS);
        return transactions.call(() -> {
            var found = store.bySecret(Secrets.hash(token)).filter(row -> row.expiresAt.isAfter(now));
            found.ifPresent(row -> {
                var used = row.usedAt;
                if (used == null || !used.plus(TOUCH).isAfter(now)) {
                    store.used(row.id, now);
                }
            });
            return found.map(
                    row -> new SignIn.Caller(new Actor(Actor.Kind.TOKEN, row.id, row.name), null, row.expiresAt));
        });
    }
}
