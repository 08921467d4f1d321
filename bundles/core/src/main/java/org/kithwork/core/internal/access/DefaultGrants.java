package org.kithwork.core.internal.access;

import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives the default roles what core and modules declare for them: each permission, and the rule of each member of
 * modules' records, once for ever, so that what an administrator takes away stays away.
 */
@Component(service = DefaultGrants.class)
public final class DefaultGrants {

    private final RoleStore roles;
    private final PermissionCatalog catalog;
    private final Transactions transactions;

    @Activate
    public DefaultGrants(
            @Reference RoleStore roles, @Reference PermissionCatalog catalog, @Reference Transactions transactions) {
        this.roles = roles;
        this.catalog = catalog;
        this.transactions = transactions;
    }

    /** Grants what is new. {@code false} while there are no roles yet. */
    public boolean apply() {
        var declarations = catalog.declarations();
        var fields = catalog.fields();
        return transactions.call(() -> {
            var ids = roles.idsByWord();
            if (ids.isEmpty()) {
                return false;
            }
            var given = roles.givenDefaults();
            for (var declaration : declarations) {
                var permission = declaration.permission().toString();
                declaration.roles().forEach((word, scope) -> {
                    var role = ids.get(word);
                    if (role != null && !given.contains(new RoleStore.Default(permission, word))) {
                        roles.giveDefault(role, word, permission, scope.name());
                    }
                });
            }
            for (var field : fields) {
                var name = field.object() + "/" + field.field();
                field.roles().forEach((word, level) -> {
                    var role = ids.get(word);
                    if (role != null && !given.contains(new RoleStore.Default(name, word))) {
                        roles.giveDefaultField(role, word, name, field, level);
                    }
                });
            }
            return true;
        });
    }
}
