package org.kithwork.core.internal.access;

import java.time.Clock;
import java.util.List;
import org.kithwork.core.internal.access.store.CoreUnit;
import org.kithwork.core.internal.access.store.RightsStore;
import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.test.TestDatabase;

/** What is remembered of rights, for parts that only have it forgotten. */
public final class TestRights {

    private TestRights() {}

    public static PermissionCatalog catalog() {
        return new PermissionCatalog(List.of(new CorePermissions()));
    }

    public static RightsCache of(TestDatabase database) {
        var unit = new CoreUnit(database.jpa(), () -> "core");
        var catalog = new PermissionCatalog();
        var defaults = new DefaultGrants(new RoleStore(unit), catalog, database.transactions());
        return new RightsCache(new RightsStore(unit), catalog, defaults, database.transactions(), Clock.systemUTC());
    }
}
