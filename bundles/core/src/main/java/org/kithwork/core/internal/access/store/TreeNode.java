package org.kithwork.core.internal.access.store;

import org.jspecify.annotations.Nullable;

/** What both trees have in common. */
public interface TreeNode {

    String id();

    @Nullable
    String parentId();
}
