package org.kithwork.core.internal.access.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.EmFunction;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;

/** What the stores of this package share. */
final class Rows {

    private Rows() {}

    static <R> R in(JpaTemplate jpa, EmFunction<R> body) {
        return jpa.txExpr(TransactionType.Required, body);
    }

    /** Runs a constant statement; the values fill its question marks. Returns how many rows it touched. */
    static int update(EntityManager em, String statement, Object... values) {
        var query = em.createNativeQuery(statement);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query.executeUpdate();
    }

    static Timestamp time(Instant instant) {
        return Timestamp.from(instant.truncatedTo(ChronoUnit.MICROS));
    }

    static String text(@Nullable Object column) {
        return column == null ? "" : column.toString();
    }
}
