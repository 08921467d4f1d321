package org.kithwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What modules can see is written down in {@code api.txt}, so that a change of it is seen in review. After a change
 * that is meant: {@code mvn -pl bundles/api test -Dkithwork.api.write=true}, and raise the version of the package.
 */
class ApiListingTest {
    private static final Path LISTING = Path.of("api.txt");
    private static final Path CLASSES = Path.of("target/classes");

    @Test
    void theApiIsWhatTheListingSays() throws Exception {
        var lines = new ArrayList<String>();
        for (Class<?> type : types()) {
            lines.add(header(type));
            members(type).forEach(member -> lines.add("  " + member));
        }
        if (Boolean.getBoolean("kithwork.api.write")) {
            Files.write(LISTING, lines);
        }

        assertThat(lines)
                .as("api.txt; to write it anew: mvn -pl bundles/api test -Dkithwork.api.write=true")
                .isEqualTo(Files.readAllLines(LISTING));
    }

    private static List<Class<?>> types() throws IOException, ClassNotFoundException {
        var names = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            files.map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .forEach(file -> names.add(
                            file.substring(0, file.length() - ".class".length()).replace('/', '.')));
        }
        var types = new ArrayList<Class<?>>();
        for (String name : names) {
            var type = Class.forName(name, false, ApiListingTest.class.getClassLoader());
            if (isVisible(type)) {
                types.add(type);
            }
        }
        return types;
    }

    private static boolean isVisible(Class<?> type) {
        var outer = type.getEnclosingClass();
        return isVisible(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && (outer == null || isVisible(outer));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String header(Class<?> type) {
        var text = new StringBuilder(kind(type)).append(' ').append(type.getName());
        text.append(variables(type.getTypeParameters()));
        if (!type.isInterface() && !type.isEnum() && !type.isRecord() && type.getSuperclass() != Object.class) {
            text.append(" extends ").append(type.getGenericSuperclass().getTypeName());
        }
        var interfaces = type.isAnnotation() ? new Type[0] : type.getGenericInterfaces();
        if (interfaces.length > 0) {
            text.append(type.isInterface() ? " extends " : " implements ").append(names(interfaces));
        }
        return text.toString();
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return type.isSealed() ? "sealed interface" : "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        if (type.isRecord()) {
            return "record";
        }
        return (Modifier.isAbstract(type.getModifiers()) ? "abstract " : "")
                + (Modifier.isFinal(type.getModifiers()) ? "final " : "") + "class";
    }

    private static List<String> members(Class<?> type) {
        var members = new TreeSet<String>();
        for (Field field : type.getDeclaredFields()) {
            if (isListed(field)) {
                members.add(
                        field.isEnumConstant()
                                ? field.getName()
                                : words(field) + field.getGenericType().getTypeName() + " " + field.getName());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isListed(constructor)) {
                members.add("new" + parameters(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isListed(method) && !isGiven(method)) {
                members.add((method.isDefault() ? "default " : "")
                        + words(method)
                        + variables(method.getTypeParameters())
                        + method.getGenericReturnType().getTypeName() + " " + method.getName() + parameters(method));
            }
        }
        return List.copyOf(members);
    }

    private static boolean isListed(Member member) {
        return isVisible(member.getModifiers()) && !member.isSynthetic();
    }

    /** What every record and every enum has. */
    private static boolean isGiven(Method method) {
        return switch (method.getName()) {
            case "equals", "hashCode", "toString" -> true;
            case "values", "valueOf" -> method.getDeclaringClass().isEnum();
            default -> false;
        };
    }

    private static String words(Member member) {
        int modifiers = member.getModifiers();
        return (Modifier.isProtected(modifiers) ? "protected " : "")
                + (Modifier.isStatic(modifiers) ? "static " : "")
                + (Modifier.isAbstract(modifiers) && !member.getDeclaringClass().isInterface() ? "abstract " : "");
    }

    private static String parameters(Executable executable) {
        return "(" + names(executable.getGenericParameterTypes()) + ")";
    }

    private static String names(Type[] types) {
        return Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", "));
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables).map(TypeVariable::getName).collect(Collectors.joining(", ", "<", "> "));
    }
}
