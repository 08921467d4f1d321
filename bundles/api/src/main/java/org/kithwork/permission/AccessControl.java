package org.kithwork.permission;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one gate. The actor is bound to the thread by the core (a request, a shell session, a job, a handler); a thread
 * without an actor is refused with {@code unauthenticated}.
 */
@ProviderType
public interface AccessControl {

    /** Who acts on this thread. */
    Actor actor();

    /** Refuses with {@code forbidden} when the actor holds this right on no record at all. */
    void require(Permission permission);

    /** Whether the actor holds this right on some record. */
    boolean permits(Permission permission);

    /** The records on which the actor holds this right; refuses as {@link #require} does when there are none. */
    Visibility visibility(Permission permission);

    /** All rights that the actor holds on some record. */
    Set<Permission> permissions();

    /**
     * The users whose work the actor shares: himself, his team and the teams below it. What is shown to a team is shown
     * to those who have its author among these.
     */
    default Set<UserId> colleagues() {
        var actor = actor();
        return actor.kind() == Actor.Kind.USER ? Set.of(new UserId(actor.id())) : Set.of();
    }
}
