package org.kithwork.loyalty;

import java.util.List;
import java.util.Map;
import org.kithwork.permission.Permission;
import org.kithwork.permission.spi.PermissionDeclaration;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.problem.Message;

/** What a partner's module declares, with its texts beside it. */
public final class LoyaltyPermissions implements PermissionSource {

    @Override
    public String module() {
        return "loyalty";
    }

    @Override
    public List<PermissionDeclaration> declarations() {
        return List.of(declare("view"), declare("edit"));
    }

    private static PermissionDeclaration declare(String action) {
        return new PermissionDeclaration(
                new Permission("loyalty", "member", action),
                Message.of(LoyaltyPermissions.class, "permission.member-" + action),
                Map.of(),
                false);
    }
}
