package org.kithwork.core.internal.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kithwork.permission.Permission;
import org.kithwork.permission.spi.PermissionDeclaration;
import org.kithwork.permission.spi.PermissionSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every permission that the core and the modules that are there declare. */
@Component(service = PermissionCatalog.class)
public final class PermissionCatalog {

    private static final Logger LOGGER = LoggerFactory.getLogger(PermissionCatalog.class);

    @Reference
    private volatile List<PermissionSource> sources = List.of();

    /** Made by the runtime, which fills in the sources. */
    public PermissionCatalog() {}

    /** A catalog of these sources. */
    PermissionCatalog(List<PermissionSource> sources) {
        this.sources = sources;
    }

    void replace(List<PermissionSource> others) {
        sources = others;
    }

    /** The sources that are there; another list each time one comes or goes. */
    List<PermissionSource> sources() {
        return sources;
    }

    /** What each source declares about permissions of its own module. */
    public List<PermissionDeclaration> declarations() {
        var found = new TreeMap<String, PermissionDeclaration>();
        for (var source : sources) {
            for (var declaration : declarations(source)) {
                if (declaration.permission().module().equals(source.module())) {
                    found.put(declaration.permission().toString(), declaration);
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The declaration of one permission, if its module is there. */
    public Optional<PermissionDeclaration> find(Permission permission) {
        return declarations().stream()
                .filter(declaration -> declaration.permission().equals(permission))
                .findFirst();
    }

    /** Every permission that a module names, its own and those of others that it needs. */
    List<Permission> named(String module) {
        var found = new ArrayList<Permission>();
        for (var source : sources) {
            if (source.module().equals(module)) {
                declarations(source).forEach(declaration -> found.add(declaration.permission()));
            }
        }
        return found;
    }

    /** A source that fails declares nothing, and nobody else suffers. */
    private static List<PermissionDeclaration> declarations(PermissionSource source) {
        try {
            return source.declarations();
        } catch (RuntimeException | LinkageError e) {
            LOGGER.warn("The permissions of a module cannot be read; it has none until it is mended", e);
            return List.of();
        }
    }

    /** By their text, for those who look up many. */
    public Map<String, PermissionDeclaration> byText() {
        var found = new TreeMap<String, PermissionDeclaration>();
        declarations().forEach(declaration -> found.put(declaration.permission().toString(), declaration));
        return found;
    }
}
