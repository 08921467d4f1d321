package org.kithwork.core.internal.access;

import java.security.AccessController;
import java.util.Optional;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.Callers;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Component;

/** The actor of the thread; in a shell session, where nobody binds one, the user who signed in. */
@Component(service = {Callers.class, CurrentActor.class})
public final class CurrentActor implements Callers {

    private final ThreadLocal<@Nullable Actor> bound = new ThreadLocal<>();

    @Override
    public <T> T as(Actor actor, Supplier<T> body) {
        var outer = bound.get();
        bound.set(actor);
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
        var actor = bound.get();
        return actor == null ? ofShell() : Optional.of(actor);
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
