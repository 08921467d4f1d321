package org.kithwork.test;

import java.sql.Connection;
import java.sql.SQLException;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.TransactionType;

/** How Derby answers a query: whether by an index, or by reading and sorting a table that will grow. */
public final class DerbyPlan {

    private DerbyPlan() {}

    /** Derby's account of the last statement that the work made, in a transaction of its own. */
    public static String of(TestDatabase database, Runnable work) {
        return database.transactions()
                .call(() -> database.jpa().txExpr(TransactionType.Required, em -> {
                    call(em, "CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");
                    work.run();
                    var plan = account(em);
                    call(em, "CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(0)");
                    return plan;
                }));
    }

    private static void call(EntityManager em, String statement) {
        try (var call = em.unwrap(Connection.class).createStatement()) {
            call.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String account(EntityManager em) {
        try (var query = em.unwrap(Connection.class).createStatement();
                var rows = query.executeQuery("VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
