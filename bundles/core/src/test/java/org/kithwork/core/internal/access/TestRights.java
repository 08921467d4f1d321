package org.kithwork.core.internal.access;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.kithwork.core.internal.access.store.CoreUnit;
import org.kithwork.core.internal.access.store.RightsStore;
import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.TestDatabase;

/** What is remembered of rights, for parts that only have it forgotten. */
public final class TestRights {

    private TestRights() {}

    public static PermissionCatalog catalog() {
        return new PermissionCatalog(List.of(new CorePermissions()));
    }

    /** Who may own customers, where the actors are made up. */
    public static CustomerOwners owners(TestDatabase database, FakeAccess access) {
        return new CustomerOwners(
                access,
                () -> access.actor().kind() == Actor.Kind.USER
                        ? Optional.of(new UserId(access.actor().id()))
                        : Optional.empty(),
                new UserStore(new CoreUnit(database.jpa(), () -> "core")),
                of(database));
    }

    public static RightsCache of(TestDatabase database) {
        var unit = new CoreUnit(database.jpa(), () -> "core");
        var catalog = new PermissionCatalog();
        var defaults = new DefaultGrants(new RoleStore(unit), catalog, database.transactions());
        return new RightsCache(new RightsStore(unit), catalog, defaults, database.transactions(), Clock.systemUTC());
    }
}
