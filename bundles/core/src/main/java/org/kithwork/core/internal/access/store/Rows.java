package org.kithwork.core.internal.access.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    static Timestamp time(Instant instant) {
        return Timestamp.from(instant.truncatedTo(ChronoUnit.MICROS));
    }

    static String text(@Nullable Object column) {
        return column == null ? "" : column.toString();
    }
}
