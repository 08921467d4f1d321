package org.kithwork.database.internal.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose meta data take names as they are. Liquibase escapes the underscore in a name that it looks for,
 * Derby knows no escape there: the ledger of a change log would not be found, and be made a second time.
 */
final class PlainNames {

    private PlainNames() {}

    static Connection of(Connection connection) {
        return proxy(Connection.class, connection);
    }

    private static <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            try {
                var result = method.invoke(target, target instanceof DatabaseMetaData ? plain(given) : given);
                return result instanceof DatabaseMetaData data ? proxy(DatabaseMetaData.class, data) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }));
    }

    private static Object @Nullable [] plain(Object @Nullable [] given) {
        return given == null
                ? null
                : Arrays.stream(given)
                        .map(each -> each instanceof String text
                                ? text.replace("\\_", "_").replace("\\%", "%")
                                : each)
                        .toArray();
    }
}
