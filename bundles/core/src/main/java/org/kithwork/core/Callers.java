package org.kithwork.core;

import java.util.function.Supplier;
import org.kithwork.permission.Actor;
import org.osgi.annotation.versioning.ProviderType;

/** Binds the actor to the thread, around a request, a shell command, a job's batch or a handler. */
@ProviderType
public interface Callers {

    /** Runs the body as the actor; whoever was bound before is bound again afterwards. */
    <T> T as(Actor actor, Supplier<T> body);

    /** Runs the body as a caller who was recognised, and who in a browser has proved at some time who he is. */
    default <T> T as(SignIn.Caller caller, Supplier<T> body) {
        return as(caller.actor(), body);
    }

    /** Runs the body as the actor. */
    default void run(Actor actor, Runnable body) {
        as(actor, () -> {
            body.run();
            return "";
        });
    }
}
