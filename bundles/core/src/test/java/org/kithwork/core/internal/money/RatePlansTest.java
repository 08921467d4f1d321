package org.kithwork.core.internal.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kithwork.core.internal.money.MoneyFixture.currency;
import static org.kithwork.core.internal.money.MoneyFixture.day;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kithwork.page.PageRequest;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;

/** The table only grows: Derby must neither read nor sort all of it for a rate or a page. */
class RatePlansTest {

    private final MoneyFixture it = new MoneyFixture(DatabaseKind.DERBY);

    @AfterEach
    void close() {
        it.close();
    }

    @Test
    void theRateOfADayIsLookedUp() {
        assertThat(DerbyPlan.of(
                        it.database, () -> it.store.latest(currency("USD"), currency("CNY"), day("2026-03-02"))))
                .contains("CORE_RATE_STANDING")
                .doesNotContain("Table Scan", "Sort ResultSet");
        assertThat(DerbyPlan.of(
                        it.database, () -> it.store.standing(currency("USD"), currency("CNY"), day("2026-03-02"))))
                .contains("CORE_RATE_STANDING")
                .doesNotContain("Table Scan", "Sort ResultSet");
    }

    @Test
    void aPageIsReadInItsOrder() {
        var request = new PageRequest(50, "0");
        assertThat(DerbyPlan.of(it.database, () -> it.store.page(null, true, request)))
                .contains("CORE_RATE_LIST")
                .doesNotContain("Table Scan", "Sort ResultSet");
        assertThat(DerbyPlan.of(it.database, () -> it.store.page(currency("USD"), false, request)))
                .contains("CORE_RATE_LIST")
                .doesNotContain("Table Scan", "Sort ResultSet");
    }
}
