package org.kithwork.core.internal.module.karaf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK keeps the type of the last record for which it linked {@code equals}, {@code hashCode} or {@code toString}
 * (the one-element cache of a method handle), and with it the class loader of a module that has left. Linking a record
 * of ours takes its place.
 */
final class LastRecord {

    private static final Logger LOGGER = LoggerFactory.getLogger(LastRecord.class);
    private static final Map<String, MethodType> METHODS = Map.of(
            "equals", MethodType.methodType(boolean.class, Ours.class, Object.class),
            "hashCode", MethodType.methodType(int.class, Ours.class),
            "toString", MethodType.methodType(String.class, Ours.class));

    private LastRecord() {}

    private record Ours(String text) {}

    /** Costs memory at worst where a Java does it differently: the module has left all the same. */
    static void forget() {
        var lookup = MethodHandles.lookup();
        try {
            var getter = lookup.findGetter(Ours.class, "text", String.class);
            for (var method : METHODS.entrySet()) {
                var linked =
                        ObjectMethods.bootstrap(lookup, method.getKey(), method.getValue(), Ours.class, "text", getter);
                if (linked == null) {
                    throw new IllegalStateException("Nothing is linked for " + method.getKey());
                }
            }
        } catch (Throwable e) {
            LOGGER.warn("The classes of a module that has left may stay in memory until the next start", e);
        }
    }
}
