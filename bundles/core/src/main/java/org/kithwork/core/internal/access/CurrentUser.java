package org.kithwork.core.internal.access;

import java.util.Optional;
import org.kithwork.permission.UserId;

/** The user behind the actor: himself, or the owner of a token. */
public interface CurrentUser {

    /** Empty for modules and the public. */
    Optional<UserId> id();
}
