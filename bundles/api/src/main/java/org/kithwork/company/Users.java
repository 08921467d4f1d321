package org.kithwork.company;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kithwork.customer.ActorName;
import org.kithwork.permission.Permission;
import org.kithwork.permission.UserId;
import org.osgi.annotation.versioning.ProviderType;

/** The users by id, to whom records are given. Names of users are no secret to those who are signed in: asks no right. */
@ProviderType
public interface Users {

    /** The user with his name, if he may sign in at the moment. */
    Optional<ActorName> active(UserId id);

    /**
     * Whether a user who may sign in sees, by this right, the records that are his own: else nothing is given to him, since he would not
     * find it.
     */
    boolean seesOwn(UserId id, Permission right);

    /** The user of this sign-in name or, where nobody else has it, this full name, as a file writes it, if he may sign in at the moment. */
    Optional<ActorName> byName(String name);

    /** The names to show beside records of these users, without those that are not there. */
    Map<UserId, String> names(Set<UserId> ids);
}
