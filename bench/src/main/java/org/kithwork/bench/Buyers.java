package org.kithwork.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customers that opportunities are with.
 *
 * @param small those of the clerk's store
 */
record Buyers(List<Buyer> all, List<Buyer> small) {

    /** Has no factor in common with any number of customers that is asked for, so that each has his turn. */
    private static final long STEP = 1_618_033_987L;

    /** A customer, and his store. */
    record Buyer(String id, @Nullable String store) {}

    static Buyers read(Connection connection, String smallStore) throws SQLException {
        List<Buyer> all = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT id, store_id FROM core_customer ORDER BY id");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                all.add(new Buyer(rows.getString(1), rows.getString(2)));
            }
        }
        return new Buyers(
                all,
                all.stream().filter(buyer -> smallStore.equals(buyer.store())).toList());
    }

    /** One of all, those of neighbouring numbers far from each other. */
    Buyer any(long number) {
        return all.get((int) Math.floorMod(number * STEP, all.size()));
    }

    /** One of the clerk's store. */
    Buyer ofClerk(long number) {
        return small.get((int) Math.floorMod(number, small.size()));
    }
}
