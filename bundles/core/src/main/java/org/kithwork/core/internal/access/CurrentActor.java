package org.kithwork.core.internal.access;

import java.security.AccessController;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.Callers;
import org.kithwork.core.SignIn;
import org.kithwork.core.SignIn.Proof;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Component;

/** The actor of the thread; in a shell session, where nobody binds one, the user who signed in. */
@Component(service = {Callers.class, CurrentActor.class})
public final class CurrentActor implements Callers {

    private final ThreadLocal<@Nullable Bound> bound = new ThreadLocal<>();

    /**
     * Who acts.
     *
     * @param only of his rights these alone; {@code null} for all of them
     */
    private record Bound(
            Actor actor, @Nullable Proof proof, @Nullable Set<String> only) {}

    /** Who acts for himself within himself stays in his session, and has no more rights than there. */
    @Override
    public <T> T as(Actor actor, Supplier<T> body) {
        var outer = bound.get();
        return as(outer != null && outer.actor().equals(actor) ? outer : new Bound(actor, null, null), body);
    }

    @Override
    public <T> T as(SignIn.Caller caller, Supplier<T> body) {
        return as(new Bound(caller.actor(), caller.proof(), null), body);
    }

    /** Runs the body as the actor, with no rights but these of his. */
    <T> T as(Actor actor, Set<Permission> only, Supplier<T> body) {
        var named = only.stream().map(Permission::toString).collect(Collectors.toUnmodifiableSet());
        return as(new Bound(actor, null, named), body);
    }

    private <T> T as(Bound inner, Supplier<T> body) {
        var outer = bound.get();
        bound.set(inner);
        try {
            return body.get();
        } finally {
            if (outer == null) {
                bound.remove();
            } else {
                bound.set(outer);
            }
        }
    }

    /** Who acts; refuses a thread without an actor. */
    public Actor get() {
        return find().orElseThrow(() -> Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated"));
    }

    /** Who acts, if anybody. */
    public Optional<Actor> find() {
        var inner = bound.get();
        return inner == null ? ofShell() : Optional.of(inner.actor());
    }

    /** The browser's session that he acts in; empty for tokens, shells, jobs and modules. */
    public Optional<Proof> proof() {
        var inner = bound.get();
        return inner == null ? Optional.empty() : Optional.ofNullable(inner.proof());
    }

    /** The only rights of his that count now; empty where all of them do. */
    Optional<Set<String>> only() {
        var inner = bound.get();
        return inner == null ? Optional.empty() : Optional.ofNullable(inner.only());
    }

    @SuppressWarnings("removal")
    private static Optional<Actor> ofShell() {
        var subject = Subject.getSubject(AccessController.getContext());
        return subject == null
                ? Optional.empty()
                : subject.getPrincipals(KithworkPrincipal.class).stream()
                        .map(KithworkPrincipal::actor)
                        .findFirst();
    }
}
