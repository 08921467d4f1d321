package org.kithwork.core.internal.access;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kithwork.permission.Permission;
import org.kithwork.permission.spi.FieldDeclaration;
import org.kithwork.permission.spi.PermissionDeclaration;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every permission that the core and the modules that are there declare. */
@Component(service = PermissionCatalog.class)
public final class PermissionCatalog {

    private static final Logger LOGGER = LoggerFactory.getLogger(PermissionCatalog.class);

    private static final String ACTION = "action.";

    /** An action of the audit and its words. */
    public record Action(String action, String title) {}

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

    /** What each source declares about members of its own module's records. */
    public List<FieldDeclaration> fields() {
        var found = new TreeMap<String, FieldDeclaration>();
        for (var source : sources) {
            for (var field : fields(source)) {
                if (module(field.object()).equals(source.module())) {
                    found.put(field.object() + "/" + field.field(), field);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static List<FieldDeclaration> fields(PermissionSource source) {
        try {
            return source.fields();
        } catch (RuntimeException | LinkageError e) {
            LOGGER.warn("The members of a module's records cannot be read; they are hidden until it is mended", e);
            return List.of();
        }
    }

    /** Whether members are declared of the kind of record that this permission is about. */
    boolean declaresFields(Permission permission) {
        var object = permission.module() + ":" + permission.object();
        return fields().stream().anyMatch(field -> field.object().equals(object));
    }

    /** The declaration of one permission, if its module is there. */
    public Optional<PermissionDeclaration> find(Permission permission) {
        return declarations().stream()
                .filter(declaration -> declaration.permission().equals(permission))
                .findFirst();
    }

    /** Whether each use of it asks for a step-up. */
    boolean asksStepUp(Permission permission) {
        return find(permission).filter(PermissionDeclaration::stepUp).isPresent();
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

    /** The words of the module of {@code objectType} for an action of the audit; the action itself where it has none. */
    public String action(String objectType, String action, Locale locale) {
        return word(module(objectType), ACTION + action, locale).orElse(action);
    }

    /** The words of its module for a kind of record, such as {@code core:user}; the kind itself where it has none. */
    public String object(String objectType, Locale locale) {
        var object = objectType.substring(objectType.indexOf(':') + 1);
        return word(module(objectType), "object." + object, locale).orElse(objectType);
    }

    /** The title of a permission; its name where its module is not there or brings no text. */
    public String title(String permission, Locale locale) {
        return declarations().stream()
                .filter(declaration -> declaration.permission().toString().equals(permission))
                .map(PermissionDeclaration::title)
                .filter(title -> title.pattern(locale).isPresent())
                .map(title -> title.text(locale))
                .findFirst()
                .orElse(permission);
    }

    /** The actions of the audit that core and the modules that are there have words for, by their words. */
    public List<Action> actions(Locale locale) {
        return sources.stream()
                .flatMap(source -> Message.codes(source.getClass()).stream()
                        .filter(code -> code.startsWith(ACTION))
                        .map(code -> new Action(
                                code.substring(ACTION.length()),
                                Message.of(source.getClass(), code).text(locale))))
                .sorted(Comparator.comparing(Action::title, Collator.getInstance(locale)))
                .toList();
    }

    private static String module(String objectType) {
        return objectType.substring(0, Math.max(0, objectType.indexOf(':')));
    }

    private Optional<String> word(String module, String code, Locale locale) {
        return sources.stream()
                .filter(source -> source.module().equals(module))
                .map(source -> Message.of(source.getClass(), code))
                .filter(message -> message.pattern(locale).isPresent())
                .map(message -> message.text(locale))
                .findFirst();
    }

    /** By their text, for those who look up many. */
    public Map<String, PermissionDeclaration> byText() {
        var found = new TreeMap<String, PermissionDeclaration>();
        declarations().forEach(declaration -> found.put(declaration.permission().toString(), declaration));
        return found;
    }
}
