package org.kithwork.core.internal.access.jaas;

import java.security.Principal;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.kithwork.core.Callers;
import org.kithwork.core.SignIn;
import org.kithwork.core.internal.access.CorePermissions;
import org.kithwork.core.internal.access.KithworkPrincipal;
import org.kithwork.core.internal.access.signin.KeyCheck;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Signs a user in to the shell, by a key of his, or by the same password and under the same counter as in a browser. With
 * a second factor only the key serves. He needs
 * {@code core:shell:view}; with {@code core:shell:configure} he may also run the container's own commands.
 */
@Component(service = ShellSignIn.class)
public final class ShellSignIn {

    /** The role without which SSH lets nobody in, and that {@code signed-in} stands for. */
    static final String SSH = "ssh";

    /** The container's roles for its own commands. Who may run some may run all: they have the power of the process. */
    private static final List<String> CONTAINER = List.of("admin", "manager", "viewer");

    private final SignIn signIn;
    private final KeyCheck keys;
    private final Callers callers;
    private final AccessControl access;

    @Activate
    public ShellSignIn(
            @Reference SignIn signIn,
            @Reference KeyCheck keys,
            @Reference Callers callers,
            @Reference AccessControl access) {
        this.signIn = signIn;
        this.keys = keys;
        this.callers = callers;
        this.access = access;
    }

    /** Who he is and what he may run; refuses with the problems of signing in. */
    Set<Principal> signIn(String username, String password, String address) {
        return principals(username, signIn.checkPassword(username, password, new SignIn.Client(address, SSH)));
    }

    /** The same by a key of his. */
    Set<Principal> signIn(String username, PublicKey key, String address) {
        return principals(username, keys.check(username, key, new SignIn.Client(address, SSH)));
    }

    private Set<Principal> principals(String username, Actor actor) {
        return callers.as(actor, () -> {
            access.require(CorePermissions.SHELL_VIEW);
            var principals = new HashSet<Principal>();
            principals.add(new KithworkPrincipal(actor));
            principals.add(new UserPrincipal(username));
            principals.add(new RolePrincipal(SSH));
            for (var permission : access.permissions()) {
                principals.add(new RolePrincipal(role(permission)));
            }
            if (access.permits(CorePermissions.SHELL_CONFIGURE)) {
                CONTAINER.forEach(role -> principals.add(new RolePrincipal(role)));
            }
            return principals;
        });
    }

    /** The container splits a role at ':', so a permission is written with '.'. */
    static String role(Permission permission) {
        return permission.toString().replace(':', '.');
    }
}
