package org.kithwork.core.internal.access;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.signin.OwnAccount;
import org.kithwork.core.internal.access.signin.SecondFactor;
import org.kithwork.core.internal.access.store.SecondFactorStore;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One's own second factor, in a browser's session with a fresh proof; and taking it from somebody who lost it. */
@Component(service = SecondFactorAdmin.class)
public final class SecondFactorAdmin {

    private static final String ISSUER = "Kithwork";

    private final SecondFactor factor;
    private final SecondFactorStore store;
    private final OwnAccount account;
    private final UserAdmin users;
    private final RightsCache rights;
    private final Audit audit;
    private final Transactions transactions;

    @Activate
    public SecondFactorAdmin(
            @Reference SecondFactor factor,
            @Reference SecondFactorStore store,
            @Reference OwnAccount account,
            @Reference UserAdmin users,
            @Reference RightsCache rights,
            @Reference Audit audit,
            @Reference Transactions transactions) {
        this.factor = factor;
        this.store = store;
        this.account = account;
        this.users = users;
        this.rights = rights;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * How it is with one's own.
     *
     * @param required a role asks for it, so it cannot be turned off
     */
    public record State(boolean on, boolean required, int recoveryCodesLeft) {}

    /** Recovery codes, shown once. */
    public record Codes(List<String> recoveryCodes) {}

    public State state() {
        var me = account.user();
        return transactions.call(() -> new State(factor.isOn(me.id), store.isRequired(me.id), store.codesLeft(me.id)));
    }

    /** A secret for one's app; it counts once it is confirmed. */
    public SecondFactor.Offer begin() {
        var me = account.proved();
        return factor.offer(me.id, me.username, ISSUER)
                .orElseThrow(() -> Problem.conflict(Message.of(SecondFactorAdmin.class, "second-factor-on")));
    }

    /** Turns it on with a code of the app. */
    public Codes confirm(@Nullable String code) {
        var me = account.proved();
        var codes = transactions.call(() -> {
            var made = factor.confirm(me.id, code);
            made.ifPresent(found -> changed("second-factor.on", me));
            return made;
        });
        return new Codes(codes.orElseThrow(
                () -> Problem.invalid("/code", Message.of(SecondFactorAdmin.class, "second-factor-code"))));
    }

    /** New recovery codes in the place of the old. */
    public Codes newCodes() {
        var me = account.proved();
        return transactions.call(() -> {
            if (!factor.isOn(me.id)) {
                throw Problem.conflict(Message.of(SecondFactorAdmin.class, "second-factor-off"));
            }
            note("second-factor.codes-renewed", me.id);
            return new Codes(factor.newCodes(me.id));
        });
    }

    /** Turns one's own off, unless a role asks for it. */
    public void remove() {
        var me = account.proved();
        transactions.run(() -> {
            if (store.isRequired(me.id)) {
                throw Problem.conflict(Message.of(SecondFactorAdmin.class, "second-factor-required"));
            }
            if (factor.remove(me.id)) {
                changed("second-factor.off", me);
            }
        });
    }

    /** Takes it from a user who has lost his app and his codes; he signs in by password alone, or enrols anew. */
    public void reset(UserId id) {
        users.requireVisible(id, CorePermissions.USER_EDIT);
        transactions.run(() -> {
            if (factor.remove(id.value())) {
                note("second-factor.reset", id.value());
                rights.forget();
            }
        });
    }

    /** Whether {@link #reset} would take anything. */
    public boolean isResettable(UserId id) {
        users.requireVisible(id, CorePermissions.USER_EDIT);
        return transactions.call(() -> factor.isOn(id.value()));
    }

    private void changed(String action, UserEntity me) {
        note(action, me.id);
        rights.forget();
    }

    private void note(String action, String userId) {
        audit.record(new Audit.Entry(action, "core:user", userId, null, Map.of(), null));
    }
}
