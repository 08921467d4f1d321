package org.kithwork.web.internal.openapi;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;

/**
 * The components of a record that may be null. They are read from the class file, because the annotation itself is no
 * bundle and cannot be loaded at run time.
 */
final class NullableComponents {

    private static final String NULLABLE = "Lorg/jspecify/annotations/Nullable;";

    private NullableComponents() {}

    static Set<String> of(Class<?> type) {
        var names = new HashSet<String>();
        var file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (var in = type.getResourceAsStream(file)) {
            if (in != null) {
                new ClassReader(in).accept(new Components(names), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The class file of " + type.getSimpleName(), e);
        }
        return names;
    }

    /** Looks at the components of one record. */
    private static final class Components extends ClassVisitor {

        private final Set<String> names;

        Components(Set<String> names) {
            super(Opcodes.ASM9);
            this.names = names;
        }

        @Override
        public RecordComponentVisitor visitRecordComponent(String name, String descriptor, @Nullable String signature) {
            return new RecordComponentVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable AnnotationVisitor visitTypeAnnotation(
                        int reference, @Nullable TypePath path, String annotation, boolean visible) {
                    if (path == null && annotation.equals(NULLABLE)) {
                        names.add(name);
                    }
                    return null;
                }
            };
        }
    }
}
