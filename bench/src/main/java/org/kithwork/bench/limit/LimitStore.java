package org.kithwork.bench.limit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The same inserts and selects by bare JDBC: one transaction for a new customer, no transaction for reads. */
final class LimitStore {

    private static final int PAGE = 50;

    private static final String CUSTOMER =
            "select id, version, kind, display_name, sex, birth_month, birth_day, occupation,"
                    + " store_id, source, created_at, updated_at from customer where id = ?";
    private static final String CONTACTS =
            "select id, type, value_text, is_primary from contact_point where customer_id = ?";
    private static final String SUMMARY =
            "select c.id, c.version, c.kind, c.display_name, c.store_id, c.updated_at," + " p.value_text from ";
    private static final String RANGE =
            " sort_key >= ? and sort_key < ? order by sort_key fetch first " + PAGE + " rows only";
    private static final String KEYS_ALL = "select customer_id from name_key where" + RANGE;
    private static final String KEYS_STORE = "select customer_id from name_key where store_id = ? and" + RANGE;
    /** Read apart from the keys: Derby would join and sort all that match before it takes the first fifty. */
    private static final String BY_IDS = SUMMARY + "customer c left join contact_point p on p.customer_id = c.id"
            + " and p.type = 'PHONE' where c.id in (?" + ", ?".repeat(PAGE - 1) + ")";

    private static final String BY_PHONE =
            SUMMARY + "contact_point p join customer c on c.id = p.customer_id where p.value_text = ?";
    private static final String BY_PHONE_STORE = BY_PHONE + " and c.store_id = ?";

    private final DataSource dataSource;

    LimitStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    String create(CreateBody body, Instant now) throws SQLException {
        String id = LimitIds.next();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (LimitInserts inserts = new LimitInserts(connection)) {
                inserts.add(id, body, Timestamp.from(now));
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
        return id;
    }

    /** Writes the customer, or nothing and answers false when there is none. */
    boolean get(String id, JsonGenerator json) throws SQLException, IOException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement customer = connection.prepareStatement(CUSTOMER)) {
            customer.setString(1, id);
            try (ResultSet row = customer.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                LimitJson.customer(row, json);
            }
            try (PreparedStatement contacts = connection.prepareStatement(CONTACTS)) {
                contacts.setString(1, id);
                try (ResultSet rows = contacts.executeQuery()) {
                    LimitJson.contacts(rows, json);
                }
            }
            json.writeEndObject();
            return true;
        }
    }

    void byName(String prefix, Optional<String> store, JsonGenerator json) throws SQLException, IOException {
        int last = prefix.length() - 1;
        String end = prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
        try (Connection connection = dataSource.getConnection()) {
            List<String> ids = store.isPresent()
                    ? ids(connection, KEYS_STORE, store.get(), prefix, end)
                    : ids(connection, KEYS_ALL, prefix, end);
            String padding = ids.isEmpty() ? "" : ids.get(ids.size() - 1);
            String[] parameters = new String[PAGE];
            Arrays.setAll(parameters, i -> i < ids.size() ? ids.get(i) : padding);
            list(connection, BY_IDS, json, ids, parameters);
        }
    }

    void byPhone(String phone, Optional<String> store, JsonGenerator json) throws SQLException, IOException {
        try (Connection connection = dataSource.getConnection()) {
            if (store.isPresent()) {
                list(connection, BY_PHONE_STORE, json, List.of(), phone, store.get());
            } else {
                list(connection, BY_PHONE, json, List.of(), phone);
            }
        }
    }

    private static List<String> ids(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<String> ids = new ArrayList<>(PAGE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        }
    }

    private static void list(
            Connection connection, String sql, JsonGenerator json, List<String> order, String... parameters)
            throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<Summary> found = new ArrayList<>(PAGE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(Summary.of(rows));
                }
            }
            found.sort(Comparator.comparingInt(row -> order.indexOf(row.id())));
            LimitJson.summaries(found, json);
        }
    }

    private static void bind(PreparedStatement statement, String... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
    }

    /** A line of a list. */
    record Summary(
            String id,
            int version,
            String kind,
            String displayName,
            @Nullable String storeId,
            Instant updatedAt,
            @Nullable String phone) {

        private static Summary of(ResultSet row) throws SQLException {
            return new Summary(
                    row.getString(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getTimestamp(6).toInstant(),
                    row.getString(7));
        }
    }
}
