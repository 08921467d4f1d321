package org.kithwork.core.internal.access;

import java.security.Principal;
import org.kithwork.permission.Actor;

/** The principal of a shell session that was signed in by Kithwork. */
public record KithworkPrincipal(Actor actor) implements Principal {

    @Override
    public String getName() {
        return actor.name();
    }
}
