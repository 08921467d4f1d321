package org.kithwork.test;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.junit.jupiter.api.Test;
import org.kithwork.event.spi.EventTypeSource;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Public;
import org.kithwork.permission.Requires;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.problem.Message;

/**
 * What every module keeps to, so that one word finds it everywhere: its permissions, events, endpoints and commands bear
 * its word, ask for a right, and speak both languages. A module's test extends it and names its parts.
 */
public abstract class ModuleContract {

    /** The module's word. */
    protected abstract String word();

    protected abstract PermissionSource permissions();

    protected abstract EventTypeSource eventTypes();

    /** The classes of its endpoints. */
    protected abstract List<Class<?>> resources();

    /** The classes of its commands. */
    protected abstract List<Class<?>> commands();

    @Test
    void everyPermissionBearsTheWordAndIsToldInBothLanguages() {
        assertThat(permissions().module()).isEqualTo(word());
        for (var declared : permissions().declarations()) {
            if (declared.permission().module().equals(word())) {
                assertToldInBothLanguages(declared.title());
            } else {
                assertThat(declared.permission().module()).isEqualTo("core");
                assertThat(declared.roles())
                        .as("%s is needed, not given", declared.permission())
                        .isEmpty();
            }
        }
        assertThat(declared()).hasSameSizeAs(permissions().declarations());
    }

    @Test
    void everyEventBearsTheWordAsksForARightAndIsToldInBothLanguages() {
        for (var type : eventTypes().eventTypes()) {
            assertThat(type.name()).matches(word() + "\\.[a-z-]+\\.[a-z-]+");
            assertKnown(type.permission().toString());
            var title = type.title();
            if (title != null) {
                assertToldInBothLanguages(title);
            }
        }
    }

    @Test
    void everyEndpointLiesUnderTheWordAndNamesItsRight() {
        for (var resource : resources()) {
            var path = resource.getAnnotation(Path.class);
            assertThat(path).as(resource.getName()).isNotNull();
            assertThat(path.value()).matches(word() + "(/.*)?");
            var endpoints = Arrays.stream(resource.getDeclaredMethods())
                    .filter(ModuleContract::isEndpoint)
                    .toList();
            assertThat(endpoints).as(resource.getName()).isNotEmpty();
            for (var endpoint : endpoints) {
                var right = endpoint.getAnnotation(Requires.class);
                assertThat(right != null || endpoint.isAnnotationPresent(Public.class))
                        .as(endpoint.toString())
                        .isTrue();
                if (right != null && !right.value().equals(Requires.SIGNED_IN)) {
                    assertKnown(right.value());
                }
            }
        }
    }

    @Test
    void everyCommandHasTheWordAsItsScopeAndNamesItsRight() {
        for (var type : commands()) {
            assertThat(type.getAnnotation(Command.class).scope()).isEqualTo(word());
            assertThat(type.getAnnotation(Command.class).description()).isNotBlank();
            assertThat(type.getAnnotation(Requires.class)).as(type.getName()).isNotNull();
            assertKnown(type.getAnnotation(Requires.class).value());
        }
    }

    private static boolean isEndpoint(Method method) {
        return Stream.of(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    /** Of the module itself or of the core, never of another module, which may be absent. */
    private void assertKnown(String permission) {
        if (!permission.startsWith("core:")) {
            assertThat(declared()).contains(permission);
        }
    }

    private Set<String> declared() {
        return permissions().declarations().stream()
                .map(declared -> declared.permission())
                .map(Permission::toString)
                .collect(Collectors.toSet());
    }

    private static void assertToldInBothLanguages(Message message) {
        var english = message.pattern(Locale.ENGLISH);
        assertThat(english).as(message.code()).isPresent();
        assertThat(message.pattern(Locale.SIMPLIFIED_CHINESE))
                .as(message.code())
                .isPresent()
                .isNotEqualTo(english);
    }
}
