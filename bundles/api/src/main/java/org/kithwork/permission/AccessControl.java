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

    /**
     * Asks for a step-up: refuses with {@code step-up-required} in a browser's session whose user proved more than five
     * minutes ago who he is. For what is dangerous by its amount, such as an export of more than a hundred records; what
     * is always dangerous is declared so (see {@link org.kithwork.permission.spi.PermissionDeclaration}). Tokens, shells
     * and jobs pass: they were given the right under a step-up, or have no browser that somebody could leave open.
     */
    default void requireRecentProof() {}

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
