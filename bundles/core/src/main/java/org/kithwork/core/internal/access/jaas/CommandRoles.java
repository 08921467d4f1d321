package org.kithwork.core.internal.access.jaas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.permission.Requires;

/** Which role each command asks for, by scope and name. What declares nothing is run by nobody. */
final class CommandRoles {

    /** A role that nobody has. */
    static final String NOBODY = "kithwork.nobody";

    private CommandRoles() {}

    static Map<String, Map<String, String>> of(List<Class<?>> classes) {
        var scopes = new HashMap<String, Map<String, String>>();
        for (var type : classes) {
            var command = type.getAnnotation(Command.class);
            if (command != null && type.isAnnotationPresent(Service.class)) {
                scopes.computeIfAbsent(command.scope(), scope -> new TreeMap<>(Map.of("*", NOBODY)))
                        .put(command.name(), role(type));
            }
        }
        return scopes;
    }

    private static String role(Class<?> type) {
        var requires = type.getAnnotation(Requires.class);
        if (requires == null) {
            return NOBODY;
        }
        return requires.value().equals(Requires.SIGNED_IN)
                ? ShellSignIn.SSH
                : requires.value().replace(':', '.');
    }
}
