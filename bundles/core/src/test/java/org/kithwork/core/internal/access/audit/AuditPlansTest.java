package org.kithwork.core.internal.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kithwork.core.internal.access.AccessFixture;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.page.PageRequest;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;

/** The audit only grows: Derby must neither read nor sort all of it for its end. */
class AuditPlansTest {

    private static final AuditStore.Filter NOTHING = new AuditStore.Filter(null, null, null, null, null, null);

    private final AccessFixture fixture = new AccessFixture(DatabaseKind.DERBY);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theLastLinkIsLookedUp() {
        assertThat(DerbyPlan.of(fixture.database, fixture.audits::head))
                .contains("CORE_AUDIT_CHAIN_PK")
                .doesNotContain("Table Scan", "Sort ResultSet");
    }

    @Test
    void theNewestRowsAreReadInTheirOrder() {
        // Beyond the last row there is a page of keys, and nothing to read by them.
        assertThat(DerbyPlan.of(fixture.database, () -> fixture.audits.list(NOTHING, new PageRequest(50, "0"))))
                .contains("CORE_AUDIT_ID_IX")
                .doesNotContain("Table Scan", "Sort ResultSet");
    }
}
