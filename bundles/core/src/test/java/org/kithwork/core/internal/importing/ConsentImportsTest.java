package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.permission.Visibility;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ConsentImportsTest {

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new ConcurrentHashMap<>();
    private static final Map<String, String> MAPPING = Map.of(
            "编号", "identifier:pos",
            "姓名", "fullName",
            "手机", "contact:PHONE",
            "短信", "consent:MARKETING:SMS",
            "营销", "consent:MARKETING:ANY",
            "日期", "consentAt",
            "版本", "consentNotice");
    private static final String HEADER = "编号,姓名,手机,短信,营销,日期,版本\n";

    private final CustomerFixture customers;
    private ImportFixture node;

    ConsentImportsTest(DatabaseKind kind) {
        customers = CUSTOMERS.computeIfAbsent(kind, CustomerFixture::open);
        node = new ImportFixture(customers);
    }

    @BeforeEach
    void clear() {
        node.clear();
        customers
                .database
                .transactions()
                .run(() -> customers
                        .database
                        .jpa()
                        .tx(em -> em.createNativeQuery("DELETE FROM core_consent_event")
                                .executeUpdate()));
        customers.access.revoke(FakeAccess.SOMEBODY);
        customers.access.allowAll(FakeAccess.SOMEBODY);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private ImportView run(String rows, Object... options) {
        var all = ImportFixture.options(options);
        all.put("source", "pos");
        all.putIfAbsent("mapping", MAPPING);
        return node.await(node.upload(HEADER + rows, all));
    }

    private List<String> decisions() {
        return node.query(
                "SELECT decision || ' ' || purpose || ' ' || channel || ' ' || decider FROM core_consent_event"
                        + " ORDER BY decided_key, purpose, channel");
    }

    @Test
    @DisplayName(
            "CORE-13: a file says what customers agreed to, refused and withdrew, in either language; blank says nothing")
    void words() {
        var view = run("A1,李明,13800000001,同意,,2025-01-02,v3\n"
                + "A2,张三,13800000002,No,,2025-01-03,\n"
                + "A3,王五,13800000003,退订,YES,2025-01-04,v3\n"
                + "A4,赵六,13800000004,,未知,,\n");

        node.expect(view, 4, 0, 0, 0);
        assertThat(decisions())
                .containsExactlyInAnyOrder(
                        "GRANT MARKETING SMS SELF",
                        "REFUSE MARKETING SMS SELF",
                        "WITHDRAW MARKETING SMS SELF",
                        "GRANT MARKETING ANY SELF");
        assertThat(node.query("SELECT COUNT(*) FROM core_consent_event WHERE imported = TRUE"))
                .containsExactly("4");
        assertThat(customers.journal.events())
                .filteredOn(event -> event.type().startsWith("core.consent."))
                .hasSize(4);
    }

    @Test
    @DisplayName(
            "CORE-13: what is no decision, has no notice or lies in the future is an error of its row, and writes nothing")
    void faults() {
        var view = run("A1,李明,13800000001,maybe,,2025-01-02,v3\n"
                + "A2,张三,13800000002,同意,,2025-01-02,\n"
                + "A3,王五,13800000003,同意,,2099-01-02,v3\n"
                + "A4,赵六,13800000004,同意,,soon,v3\n"
                + "A5,孙七,13800000005,同意,,2025-01-02," + "x".repeat(61) + "\n");

        node.expect(view, 0, 0, 0, 5);
        assertThat(node.errors(view))
                .contains(
                        ",1,consent-invalid,",
                        ",2,consent-notice-needed,",
                        ",3,decided-in-future,",
                        ",4,date-invalid,");
        assertThat(decisions()).isEmpty();
        assertThat(node.query("SELECT COUNT(*) FROM core_customer")).containsExactly("0");
    }

    @Test
    @DisplayName("CORE-13: the notice may be named for the whole file")
    void notice() {
        var view = run("A1,李明,13800000001,同意,,2025-01-02,\n", "consentNotice", "2024 版");

        node.expect(view, 1, 0, 0, 0);
        assertThat(node.query("SELECT notice_version FROM core_consent_event")).containsExactly("2024 版");
    }

    @Test
    @DisplayName("CORE-13: a child's grant is imported as the guardian's alone, and nothing is made where it is not")
    void child() {
        var mapping = new java.util.HashMap<>(MAPPING);
        mapping.put("生日", "birth");
        mapping.put("谁", "consentBy");
        var options = ImportFixture.options("source", "pos", "mapping", mapping);
        var header = "编号,姓名,短信,日期,版本,生日,谁\n";
        mapping.remove("手机");
        mapping.remove("营销");

        var refused = node.await(node.upload(header + "A1,李小明,同意,2026-01-02,v3,2020-05-01,\n", options));
        node.expect(refused, 0, 0, 0, 1);
        assertThat(node.errors(refused)).contains("minor-needs-guardian");
        assertThat(node.query("SELECT COUNT(*) FROM core_customer")).containsExactly("0");

        node.expect(node.await(node.upload(header + "A1,李小明,同意,2026-01-02,v3,2020-05-01,监护人\n", options)), 1, 0, 0, 0);
        assertThat(decisions()).containsExactly("GRANT MARKETING SMS GUARDIAN");
    }

    @Test
    @DisplayName("CORE-13: the same decision is written down once, in another file too; a trial writes none")
    void again() {
        run("A1,李明,13800000001,同意,,2025-01-02,v3\n");
        node.expect(run("A1,李明明,13800000001,同意,,2025-01-02,v3\n"), 0, 0, 1, 0);
        assertThat(decisions()).hasSize(1);
        node.expect(run("A1,李明,13800000001,退订,,2025-02-02,v3\n"), 0, 1, 0, 0);
        assertThat(decisions()).containsExactly("GRANT MARKETING SMS SELF", "WITHDRAW MARKETING SMS SELF");
    }

    @Test
    @DisplayName("CORE-13: who may not record consents imports none, and no half of a row")
    void rights() {
        customers.access.revoke(FakeAccess.SOMEBODY);
        customers.access.grant(
                FakeAccess.SOMEBODY,
                "core:import:create",
                "core:import:view",
                "core:customer:create",
                "core:customer:view",
                "core:customer:edit");
        var view = run("A1,李明,13800000001,同意,,2025-01-02,v3\nA2,张三,13800000002,,,,\n");

        node.expect(view, 1, 0, 0, 1);
        assertThat(decisions()).isEmpty();
        assertThat(node.query("SELECT COUNT(*) FROM core_customer")).containsExactly("1");
        customers.access.grant(
                FakeAccess.SOMEBODY,
                new Visibility(false, java.util.Set.of("nobody"), java.util.Set.of(), java.util.Set.of()),
                "core:consent:create");
        node.expect(run("A3,王五,13800000003,同意,,2025-01-02,v3\n"), 0, 0, 0, 1);
    }
}
