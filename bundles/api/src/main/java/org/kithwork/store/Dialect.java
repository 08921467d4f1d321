package org.kithwork.store;

import java.sql.SQLException;
import javax.persistence.EntityManager;
import org.osgi.annotation.versioning.ProviderType;

/** What the two databases do differently, behind one interface that is tested on both. */
@ProviderType
public interface Dialect {

    /** Whether this is PostgreSQL, where several nodes may share the database. */
    boolean isShared();

    /**
     * Inserts one row unless its key is taken, without spoiling the transaction.
     *
     * @param table a constant name
     * @param columns constant names; the first one is the key
     * @return whether the row was inserted
     */
    boolean insertIfAbsent(EntityManager em, String table, String[] columns, Object... values);

    /** Whether the same work may succeed when it is tried again. */
    boolean isRetryable(SQLException e);

    /** Whether a unique constraint was broken. */
    boolean isDuplicate(SQLException e);

    /** Whether the disk is full. */
    boolean isStorageFull(SQLException e);

    /** Brings the planner's statistics of these tables up to date, after a bulk load. */
    void refreshStatistics(String... tables);
}
