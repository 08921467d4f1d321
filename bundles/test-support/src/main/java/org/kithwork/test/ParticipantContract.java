package org.kithwork.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerExport;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.id.Ids;

/**
 * What every module that holds data on customers must do when they are merged, erased or exported. A module's test
 * extends it, once for each database, and says how its records are made. What belongs to a customer is observed through
 * the module's own export, and what is left of him by looking into every column of the module's tables.
 */
public abstract class ParticipantContract {

    private final Ids cases = new SequentialIds("f");
    private String mine = "";
    private String theirs = "";
    private String others = "";
    private CustomerId survivor;
    private CustomerId absorbed;
    private CustomerId bystander;

    /** The participant, on the database. */
    protected abstract CustomerDataParticipant participant();

    /** The database; its tables whose names start with the module's word are looked into. */
    protected abstract TestDatabase database();

    /** A new customer. */
    protected abstract CustomerId customer();

    /**
     * Gives the customer at least one record of every kind that the module keeps, with the text in each place where
     * something personal may stand.
     */
    protected abstract void fill(CustomerId customer, String personal);

    /** The kinds of record that an export must hold after {@link #fill}. */
    protected abstract Set<String> kinds();

    /** Tables that keep the bare id of an erased customer, so that nothing comes back to him. */
    protected Set<String> tombstones() {
        return Set.of();
    }

    @BeforeEach
    void threeCustomersWithRecords() {
        survivor = customer();
        absorbed = customer();
        bystander = customer();
        mine = "Words of " + UUID.randomUUID();
        theirs = "Words of " + UUID.randomUUID();
        others = "Words of " + UUID.randomUUID();
        fill(survivor, mine);
        fill(absorbed, theirs);
        fill(bystander, others);
    }

    @Test
    void exportHoldsEveryKindAndTheWordsOfThePersonAlone() {
        var export = export(absorbed);

        assertThat(export.counts().keySet()).containsAll(kinds());
        assertThat(export.text()).contains(theirs).doesNotContain(others);
    }

    @Test
    void thePreviewCountsWhatAMergeMovesAndChangesNothing() {
        var before = counts(absorbed);

        var preview = participant().preview(merge());

        assertThat(preview.participant()).isEqualTo(participant().name());
        assertThat(preview.moved().values().stream().mapToLong(n -> n).sum())
                .isEqualTo(before.values().stream().mapToInt(n -> n).sum());
        assertThat(counts(absorbed)).isEqualTo(before);
    }

    @Test
    void aMergeMovesAllThatBelongsToTheAbsorbedAndNothingElse() {
        var united = united();
        var ofBystander = counts(bystander);

        run(() -> participant().merge(merge()));

        assertThat(counts(absorbed)).isEmpty();
        assertThat(counts(survivor)).isEqualTo(united);
        assertThat(counts(bystander)).isEqualTo(ofBystander);
        assertThat(export(survivor).text()).contains(theirs).contains(mine);
    }

    @Test
    void aMergeMayBeRepeated() {
        var united = united();
        var merge = merge();

        run(() -> participant().merge(merge));
        run(() -> participant().merge(merge));

        assertThat(counts(survivor)).isEqualTo(united);
    }

    @Test
    void undoGivesBackWhatWasMovedAndMayBeRepeated() {
        var ofSurvivor = counts(survivor);
        var ofAbsorbed = counts(absorbed);
        var merge = merge();

        run(() -> participant().merge(merge));
        run(() -> participant().merge(merge));
        run(() -> participant().undo(merge));
        run(() -> participant().undo(merge));

        assertThat(counts(survivor)).isEqualTo(ofSurvivor);
        assertThat(counts(absorbed)).isEqualTo(ofAbsorbed);
        assertThat(export(absorbed).text()).contains(theirs);
    }

    @Test
    void whatCameAfterAMergeStaysWithTheSurvivor() {
        var ofAbsorbed = counts(absorbed);
        var merge = merge();
        run(() -> participant().merge(merge));
        fill(survivor, "Later words");

        run(() -> participant().undo(merge));

        assertThat(counts(absorbed)).isEqualTo(ofAbsorbed);
        assertThat(export(survivor).text()).contains("Later words");
    }

    @Test
    void eraseLeavesNothingOfThePersonInAnyTable() throws SQLException {
        var ofBystander = counts(bystander);
        var erasure = new CustomerErasure(
                cases.next(), absorbed, ErasureMode.ERASE, "erased-" + cases.next(), "asked for it");

        run(() -> participant().erase(erasure));
        run(() -> participant().erase(erasure));

        assertThat(placesOf(theirs, Set.of())).isEmpty();
        assertThat(placesOf(absorbed.value(), tombstones())).isEmpty();
        assertThat(counts(absorbed)).isEmpty();
        assertThat(counts(bystander)).isEqualTo(ofBystander);
        assertThat(export(bystander).text()).contains(others);
    }

    @Test
    void eraseAfterAMergeTakesWhatWasAbsorbedAsWell() throws SQLException {
        var merge = merge();
        run(() -> participant().merge(merge));

        run(() -> participant()
                .erase(new CustomerErasure(
                        cases.next(), survivor, ErasureMode.ERASE, "erased-" + cases.next(), "asked for it")));
        run(() -> participant().undo(merge));

        assertThat(placesOf(mine, Set.of())).isEmpty();
        assertThat(placesOf(theirs, Set.of())).isEmpty();
        assertThat(counts(absorbed)).isEmpty();
    }

    private CustomerMerge merge() {
        return new CustomerMerge(cases.next(), survivor, absorbed);
    }

    private void run(Runnable step) {
        database().transactions().run(step);
    }

    private Map<String, Integer> counts(CustomerId customer) {
        return export(customer).counts();
    }

    private Map<String, Integer> united() {
        var united = new HashMap<>(counts(survivor));
        counts(absorbed).forEach((kind, count) -> united.merge(kind, count, Integer::sum));
        return united;
    }

    private FakeExport export(CustomerId customer) {
        var export = new FakeExport(new FakeJson());
        run(() -> participant().export(new CustomerExport(cases.next(), customer), export));
        return export;
    }

    /** The columns of the module's tables that hold the text in some row. */
    private List<String> placesOf(String text, Set<String> except) throws SQLException {
        var places = new ArrayList<String>();
        try (var connection = database().dataSource().getConnection()) {
            for (var column : columns(connection)) {
                var table = column.substring(0, column.indexOf('.'));
                if (!except.contains(table) && holds(connection, table, column.substring(table.length() + 1), text)) {
                    places.add(column);
                }
            }
        }
        return places;
    }

    private List<String> columns(Connection connection) throws SQLException {
        var prefix = participant().name() + "_";
        var columns = new ArrayList<String>();
        try (var rows = connection.getMetaData().getColumns(null, null, null, null)) {
            while (rows.next()) {
                var table = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                var type = rows.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
                if (table.startsWith(prefix) && (type.contains("char") || type.contains("text"))) {
                    columns.add(table + "." + rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return columns;
    }

    private static boolean holds(Connection connection, String table, String column, String text) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT " + column + " FROM " + table + " WHERE " + column + " IS NOT NULL")) {
            while (rows.next()) {
                if (rows.getString(1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
