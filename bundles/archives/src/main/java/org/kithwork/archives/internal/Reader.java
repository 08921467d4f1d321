package org.kithwork.archives.internal;

import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;

/**
 * Who reads interactions: the records in scope, less those that their authors keep to themselves or their team.
 *
 * @param colleagues the users whose work he shares
 */
public record Reader(Visibility visibility, String actor, Set<String> colleagues) {

    static Reader of(AccessControl access, Visibility right) {
        return new Reader(
                right,
                access.actor().id(),
                access.colleagues().stream().map(UserId::value).collect(Collectors.toSet()));
    }
}
