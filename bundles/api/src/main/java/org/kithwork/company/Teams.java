package org.kithwork.company;

import java.util.List;
import org.kithwork.customer.ActorName;
import org.kithwork.permission.Permission;
import org.kithwork.permission.UserId;
import org.osgi.annotation.versioning.ProviderType;

/** Who stands above a user in the teams of the company. Asks no right. */
@ProviderType
public interface Teams {

    /**
     * Those who lead the user's team and the teams above it, the nearest first: active ones, never the user himself, and only whoever
     * holds the right on records that belong to the user. Empty for a user who is in no team.
     */
    List<ActorName> leads(UserId user, Permission right);
}
