package org.kithwork.core.internal.access.signin;

import org.kithwork.core.internal.access.CurrentActor;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The account of whoever acts. */
@Component(service = OwnAccount.class)
public final class OwnAccount {

    private final UserStore users;
    private final CurrentUser current;
    private final CurrentActor actor;
    private final AccessControl access;
    private final Transactions transactions;

    @Activate
    public OwnAccount(
            @Reference UserStore users,
            @Reference CurrentUser current,
            @Reference CurrentActor actor,
            @Reference AccessControl access,
            @Reference Transactions transactions) {
        this.users = users;
        this.current = current;
        this.actor = actor;
        this.access = access;
        this.transactions = transactions;
    }

    /** The user who acts, or whose token does. */
    public UserEntity user() {
        return current.id()
                .flatMap(id -> transactions.call(() -> users.find(id.value())))
                .orElseThrow(() -> Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated"));
    }

    /** The user who acts, in a browser, where he has just proved who he is; what proves him is changed nowhere else. */
    public UserEntity proved() {
        var me = user();
        if (actor.proof().isEmpty()) {
            throw Problem.of(ProblemKind.FORBIDDEN, Message.of(OwnAccount.class, "browser-only"));
        }
        access.requireRecentProof();
        return me;
    }
}
