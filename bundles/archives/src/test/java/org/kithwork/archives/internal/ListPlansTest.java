package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;

/** How Derby reads the lists, for whoever sees some stores and for whoever sees what is his own. */
class ListPlansTest {

    private static final PageRequest PAGE = PageRequest.first(20);
    private static Archives archives;
    private static CustomerId customer;

    @BeforeAll
    static void open() {
        archives = new Archives(DatabaseKind.DERBY);
        customer = archives.customers.add();
    }

    @AfterAll
    static void close() {
        archives.close();
    }

    private static Map<String, Runnable> lists(Visibility visibility) {
        var owner = "00000000-0000-7000-8000-0000000000ab";
        var lists = new LinkedHashMap<String, Runnable>();
        lists.put("NEED_CUSTOMER", () -> archives.needStore.list(customer, null, null, visibility, PAGE));
        lists.put("NEED_STATE", () -> archives.needStore.list(null, NeedState.OPEN, null, visibility, PAGE));
        lists.put("NEED_SORT", () -> archives.needStore.list(null, null, null, visibility, PAGE));
        lists.put("TERM_CUSTOMER", () -> archives.termStore.list(customer, null, visibility, PAGE));
        lists.put("TERM_SORT", () -> archives.termStore.list(null, LocalDate.EPOCH, visibility, PAGE));
        lists.put("PREFERENCE_CUSTOMER", () -> archives.preferenceStore.all(customer, visibility));
        lists.put("FOLLOW_UP_CUSTOMER", () -> archives.followUpStore.list(query(customer, null), visibility, PAGE));
        lists.put("FOLLOW_UP_OWNER", () -> archives.followUpStore.list(query(null, owner), visibility, PAGE));
        var escalated = new FollowUpQuery(null, null, FollowUpState.MISSED, owner, null, null);
        lists.put("FOLLOW_UP_ESCALATED", () -> archives.followUpStore.list(escalated, visibility, PAGE));
        lists.put("FOLLOW_UP_ESCALATES", () -> archives.followUpStore.toEscalate(Instant.EPOCH, 20));
        lists.put("FOLLOW_UP_SORT", () -> archives.followUpStore.list(query(null, null), visibility, PAGE));
        lists.put("SIGNAL_CUSTOMER", () -> signals(new SignalFilter(customer, null, null, null), visibility));
        lists.put(
                "SIGNAL_STATE",
                () -> signals(new SignalFilter(null, SignalKind.BUYING_INTENT, SignalState.OPEN, null), visibility));
        lists.put("SIGNAL_SORT", () -> signals(new SignalFilter(null, null, null, owner), visibility));
        lists.put(
                "FOLLOW_UP_OWNER for a calendar",
                () -> archives.followUpStore.ofOwner(
                        new UserId(owner), Instant.EPOCH, Instant.EPOCH.plusSeconds(1), visibility, 20));
        return lists;
    }

    private static void signals(SignalFilter filter, Visibility visibility) {
        archives.foundSignalStore.list(filter, visibility, PAGE);
    }

    private static FollowUpQuery query(@Nullable CustomerId of, @Nullable String owner) {
        return new FollowUpQuery(of, owner, null, null, null, null);
    }

    @Test
    @DisplayName("ARC-07, ARC-12, ARC-16, ARC-23: Derby reads a page of each list from an index that has its order")
    void byTheirIndexes() {
        var store = archives.company.open("Plans");
        for (var visibility : List.of(
                Archives.stores(store),
                Archives.owner(new UserId("00000000-0000-7000-8000-0000000000ab")),
                new Visibility(true, Set.of(), Set.of(), Set.of()))) {
            lists(visibility)
                    .forEach((index, list) -> assertThat(DerbyPlan.of(archives.database, list))
                            .as("%s for %s", index, visibility)
                            .contains("ARCHIVES_" + index.split(" ")[0])
                            .doesNotContain("Sort ResultSet")
                            .doesNotContain("Table Scan ResultSet for ARCHIVES"));
        }
    }
}
