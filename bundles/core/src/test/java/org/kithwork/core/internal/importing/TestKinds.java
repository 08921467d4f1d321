package org.kithwork.core.internal.importing;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.importing.spi.ImportField;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Message;
import org.kithwork.test.TestDatabase;

/** Kinds of row for tests. */
final class TestKinds {

    private TestKinds() {}

    static void aMoment() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
    }

    /** Something of the test's before each row. */
    interface Before {
        void row(ImportRow row);
    }

    /** Another kind, with something before each of its rows. */
    record Wrapped(ImportKind other, Before before) implements ImportKind {

        @Override
        public String kind() {
            return other.kind();
        }

        @Override
        public Message title() {
            return other.title();
        }

        @Override
        public Permission permission() {
            return other.permission();
        }

        @Override
        public List<ImportField> fields() {
            return other.fields();
        }

        @Override
        public List<String> missing(Set<String> mapped) {
            return other.missing(mapped);
        }

        @Override
        public Optional<String> key(ImportRow row, ImportOptions options) {
            return other.key(row, options);
        }

        @Override
        public ImportBatch batch(List<ImportRow> rows, ImportOptions options) {
            var batch = other.batch(rows, options);
            return row -> {
                before.row(row);
                return batch.apply(row);
            };
        }

        @Override
        public RowResult apply(ImportRow row, ImportOptions options) {
            return batch(List.of(row), options).apply(row);
        }
    }

    /** Rows without keys, kept as tags of nobody. */
    static final class Lines implements ImportKind {

        private final TestDatabase database;
        private volatile long dieAt = -1;
        private volatile long breakAt = -1;

        Lines(TestDatabase database) {
            this.database = database;
        }

        /** The process dies at this row. */
        void dieAt(long row) {
            dieAt = row;
        }

        /** The database refuses this row. */
        void breakAt(long row) {
            breakAt = row;
        }

        long lines() {
            try (var connection = database.dataSource().getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT COUNT(*) FROM core_customer_tag")) {
                rows.next();
                return rows.getLong(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String kind() {
            return "lines";
        }

        @Override
        public Message title() {
            return ImportTexts.of("field-note");
        }

        @Override
        public Permission permission() {
            return Permission.of("core:customer:create");
        }

        @Override
        public List<ImportField> fields() {
            return List.of(new ImportField("text", ImportTexts.of("field-note"), true, List.of("text")));
        }

        @Override
        public Optional<String> key(ImportRow row, ImportOptions options) {
            return Optional.empty();
        }

        @Override
        public RowResult apply(ImportRow row, ImportOptions options) {
            if (row.number() == dieAt) {
                throw new Error("killed");
            }
            var customer = row.number() == breakAt ? "x".repeat(50) : options.id();
            database.jpa()
                    .tx(
                            TransactionType.Required,
                            em -> em.createNativeQuery("INSERT INTO core_customer_tag (customer_id, tag) VALUES (?, ?)")
                                    .setParameter(1, customer)
                                    .setParameter(2, Long.toString(row.number()))
                                    .executeUpdate());
            return RowResult.created(options.id());
        }
    }
}
