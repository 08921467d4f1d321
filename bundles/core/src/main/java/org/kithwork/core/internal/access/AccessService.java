package org.kithwork.core.internal.access;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.kithwork.core.internal.access.audit.Denials;
import org.kithwork.core.internal.access.signin.SteadyTime;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one gate: asks the rights of the thread's actor, and notes every refusal. */
@Component(service = {AccessControl.class, FieldPolicies.class, CurrentUser.class})
public final class AccessService implements AccessControl, FieldPolicies, CurrentUser {

    /** How long a proof serves for what is dangerous. */
    static final Duration PROOF = Duration.ofMinutes(5);

    private final CurrentActor current;
    private final RightsCache rights;
    private final Denials denials;
    private final PermissionCatalog catalog;
    private final SteadyTime time;

    @Activate
    public AccessService(
            @Reference CurrentActor current,
            @Reference RightsCache rights,
            @Reference Denials denials,
            @Reference PermissionCatalog catalog,
            @Reference SteadyTime time) {
        this.current = current;
        this.rights = rights;
        this.denials = denials;
        this.catalog = catalog;
        this.time = time;
    }

    @Override
    public Actor actor() {
        return current.get();
    }

    @Override
    public void require(Permission permission) {
        var actor = current.get();
        if (!held(actor).holds(permission)) {
            throw refusal(actor, permission);
        }
        requireProof(permission);
    }

    @Override
    public boolean permits(Permission permission) {
        return held(current.get()).holds(permission);
    }

    @Override
    public Visibility visibility(Permission permission) {
        var actor = current.get();
        var held = held(actor);
        if (!held.holds(permission)) {
            throw refusal(actor, permission);
        }
        requireProof(permission);
        return held.visibility(permission);
    }

    @Override
    public Set<Permission> permissions() {
        return held(current.get()).permissions();
    }

    @Override
    public FieldRules rules(Permission view, Permission edit) {
        return new FieldRules(held(current.get()), view, edit, catalog.declaresFields(view));
    }

    @Override
    public Optional<UserId> id() {
        return Optional.ofNullable(held(current.get()).userId()).map(UserId::new);
    }

    /** What the actor may do, here and now. */
    private Rights held(Actor actor) {
        var all = rights.of(actor);
        return current.only().map(all::only).orElse(all);
    }

    @Override
    public void requireRecentProof() {
        if (isProofStale()) {
            throw Problem.of(ProblemKind.FORBIDDEN, Message.of(AccessService.class, "step-up-required"));
        }
    }

    private void requireProof(Permission permission) {
        if (isProofStale() && catalog.asksStepUp(permission)) {
            requireRecentProof();
        }
    }

    /** A proof that lies in the future is none: somebody has set the clock back. */
    private boolean isProofStale() {
        return current.proof()
                .map(proof -> Duration.between(proof.provedAt(), time.now()))
                .filter(age -> age.compareTo(PROOF) > 0 || age.compareTo(PROOF.negated()) < 0)
                .isPresent();
    }

    private Problem refusal(Actor actor, Permission permission) {
        if (actor.kind() == Actor.Kind.PUBLIC) {
            return Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated");
        }
        if (held(actor).enrolmentDue()) {
            return Problem.of(ProblemKind.FORBIDDEN, Message.of(AccessService.class, "second-factor-due"));
        }
        denials.denied(actor, permission);
        return Problem.of(ProblemKind.FORBIDDEN, "forbidden", permission);
    }
}
