package org.kithwork.bench.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.bench.data.Drafts;
import org.kithwork.bench.data.People;
import org.kithwork.core.internal.customer.CustomerRows;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.FieldTitle;
import org.kithwork.field.FieldType;
import org.kithwork.permission.Actor;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class DirectFillTest {

    private static final int CUSTOMERS = 1_200;

    private final TestDatabase database;

    DirectFillTest(DatabaseKind kind) {
        database = TestDatabase.create(kind, "core", "db/core/changelog.xml");
    }

    @Test
    void theTablesAreFilledAndTheirIndexesAreAsTheyWere(@TempDir Path folder) throws SQLException {
        Set<String> before = indexes();
        KeyRing ring = KeyRing.open(folder.resolve("keys"), folder.resolve("data"), true);
        List<String> stores = IntStream.rangeClosed(1, People.STORES)
                .mapToObj(store -> String.format("00000000-0000-7000-8000-%012d", store))
                .toList();
        Drafts drafts = new Drafts(new People(1), stores);

        CustomerRows rows = new CustomerRows(ring, new Actor(Actor.Kind.USER, "bench", "Bench"));
        Instant now = Instant.now();
        FieldDefinition seats = seats();

        new DirectFill(() -> database.dataSource().getConnection(), 2, new PrintStream(OutputStream.nullOutputStream()))
                .fill(CUSTOMERS, index -> rows.of(drafts.draft(index), Map.of(seats, index % 10), now));

        assertThat(count("core_field_value WHERE number_value = 7 AND search_key IS NOT NULL"))
                .isEqualTo(CUSTOMERS / 10);
        assertThat(indexes()).isEqualTo(before);
        assertThat(count("core_customer")).isEqualTo(CUSTOMERS);
        assertThat(count("core_contact_point")).isEqualTo(2 * CUSTOMERS);
        assertThat(count("core_identifier")).isEqualTo(CUSTOMERS - CUSTOMERS / Drafts.DUPLICATE_EACH);
        assertThat(count("(SELECT blind_index FROM core_contact_point GROUP BY blind_index HAVING COUNT(*) = 2) twice"))
                .isEqualTo(CUSTOMERS / Drafts.DUPLICATE_EACH);
    }

    private static FieldDefinition seats() {
        return new FieldDefinition(
                "00000000-0000-7000-8000-000000000001",
                0,
                "core:customer",
                "seats",
                new FieldTitle("座位", "Seats"),
                FieldType.NUMBER,
                false,
                List.of(),
                new FieldDefinition.Limits(null, null, null, null),
                List.of(),
                false,
                true,
                null,
                0,
                false);
    }

    private long count(String from) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + from)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Each column of each index with its direction, without the names that Derby makes up for constraints. */
    private Set<String> indexes() throws SQLException {
        Set<String> all = new TreeSet<>();
        try (Connection connection = database.dataSource().getConnection()) {
            boolean upper = connection.getMetaData().storesUpperCaseIdentifiers();
            for (String table : DirectFill.TABLES) {
                String stored = upper ? table.toUpperCase(Locale.ROOT) : table;
                List<String> parts = new ArrayList<>();
                try (ResultSet rows =
                        connection.getMetaData().getIndexInfo(null, connection.getSchema(), stored, false, true)) {
                    while (rows.next()) {
                        String name = String.valueOf(rows.getString("INDEX_NAME"));
                        parts.add((name.startsWith("SQL") ? "constraint" : name) + " "
                                + rows.getBoolean("NON_UNIQUE") + " " + rows.getInt("ORDINAL_POSITION") + " "
                                + rows.getString("COLUMN_NAME") + " " + rows.getString("ASC_OR_DESC"));
                    }
                }
                parts.forEach(part -> all.add(table + " " + part));
            }
        }
        return all;
    }
}
