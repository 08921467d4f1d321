package org.kithwork.bench.limit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The least tables with which a customer can be stored, read by id, and found by name and telephone. */
final class LimitSchema {

    private static final List<String> TABLES = List.of(
            """
            create table customer (id varchar(36) not null primary key, version int not null, kind varchar(12) not null,
              display_name varchar(200) not null, sex smallint not null, birth_month smallint, birth_day smallint,
              occupation varchar(200), store_id varchar(36), source varchar(40),
              created_at timestamp not null, updated_at timestamp not null)
            """,
            """
            create table contact_point (id varchar(36) not null primary key, customer_id varchar(36) not null,
              type varchar(12) not null, value_text varchar(200) not null, is_primary smallint not null)
            """,
            "create index contact_of on contact_point (customer_id)",
            "create index contact_value on contact_point (value_text)",
            """
            create table identifier (scheme varchar(40) not null, value_text varchar(200) not null,
              customer_id varchar(36) not null, primary key (scheme, value_text))
            """,
            """
            create table name_key (sort_key varchar(240)%s not null primary key, customer_id varchar(36) not null,
              store_id varchar(36))
            """,
            "create index name_store on name_key (store_id, sort_key)");

    private LimitSchema() {}

    static void create(DataSource dataSource, boolean postgresql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(String.format(table, postgresql ? " collate \"C\"" : ""));
            }
        }
    }

    /** Gives the optimiser true figures, as must be done after filling. */
    static void analyze(DataSource dataSource, boolean postgresql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (postgresql) {
                statement.execute("analyze");
                return;
            }
            for (String table : List.of("CUSTOMER", "CONTACT_POINT", "IDENTIFIER", "NAME_KEY")) {
                statement.execute("call SYSCS_UTIL.SYSCS_UPDATE_STATISTICS('APP', '" + table + "', null)");
            }
        }
    }
}
