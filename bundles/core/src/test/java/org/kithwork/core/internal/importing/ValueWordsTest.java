package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

/** Words of a file that are read as others. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ValueWordsTest {

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new ConcurrentHashMap<>();
    private static final String CSV = "姓名,性别,职业\n何一,爷们,technolgy \n何二,女,厨师\n何三,??,technolgy\n";

    private final ImportFixture node;

    ValueWordsTest(DatabaseKind kind) {
        node = new ImportFixture(CUSTOMERS.computeIfAbsent(kind, CustomerFixture::open));
    }

    @BeforeEach
    void clear() {
        node.clear();
        node.access.allowAll(FakeAccess.SOMEBODY);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private static Map<String, Map<String, String>> words() {
        return Map.of("性别", Map.of("爷们", "男", "??", ""), "职业", Map.of("technolgy", "technology"));
    }

    @Test
    @DisplayName(
            "IMP-02: words of a column are read as what was said, and the error file keeps them as they were written")
    void wordsAreReadAsSaid() {
        var without = node.run(CSV);
        node.expect(without, 1, 0, 0, 2);
        assertThat(node.errors(without)).contains("爷们", "??");

        node.clear();
        var view = node.run(CSV, "values", words());
        node.expect(view, 3, 0, 0, 0);
        assertThat(view.values()).isEqualTo(words());
        assertThat(node.query("SELECT occupation FROM core_customer ORDER BY id"))
                .containsExactly("technology", "厨师", "technology");
        assertThat(node.query("SELECT sex FROM core_customer ORDER BY id")).containsExactly("1", "2", "0");
        node.expect(node.run(CSV, "values", words()), 0, 0, 3, 0);
    }

    @Test
    void wordsOfNoColumnAndWordsThatAreNoTextsAreRefused() {
        assertThatThrownBy(() -> node.run(CSV, "values", Map.of("年龄", Map.of("1", "2"))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/values/年龄"));
        assertThatThrownBy(() ->
                        OptionsDraft.of(Map.of("kind", "customers", "values", Map.of("性别", Map.of("a", 1), "职业", "b"))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactlyInAnyOrder("/values/性别", "/values/职业"));
        assertThatThrownBy(() -> OptionsDraft.of(Map.of("kind", "customers", "values", "x")))
                .isInstanceOf(Problem.class);
    }

    @Test
    void wordsMayBeSaidLaterAndTakenBack() {
        var upload = node.desk.receive("a.csv", new ByteArrayInputStream(CSV.getBytes(StandardCharsets.UTF_8)));
        var held = node.desk.create(
                upload, OptionsDraft.of(Map.of("kind", "customers", "start", false)), false, Locale.ENGLISH);
        var said =
                node.desk.change(held.id(), held.version(), OptionsDraft.of(Map.of("values", words())), Locale.ENGLISH);
        assertThat(said.values()).isEqualTo(words());
        var kept =
                node.desk.change(held.id(), said.version(), OptionsDraft.of(Map.of("source", "till")), Locale.ENGLISH);
        assertThat(kept.values()).isEqualTo(words());
        var taken = node.desk.change(
                held.id(), kept.version(), OptionsDraft.of(Map.of("values", Map.of())), Locale.ENGLISH);
        assertThat(taken.values()).isEmpty();
    }

    @Test
    @DisplayName("IMP-02: an import may say that its rows are organisations")
    void rowsMayBeOrganisations() {
        node.expect(node.run("客户名称,客户类别\n明日公司,\n张三,个人\n", "customerKind", "ORGANISATION"), 2, 0, 0, 0);
        assertThat(node.query("SELECT kind FROM core_customer ORDER BY id")).containsExactly("ORGANISATION", "PERSON");
        assertThatThrownBy(() -> node.run("客户名称\n明日公司\n", "customerKind", "ROBOT"))
                .isInstanceOf(Problem.class);
    }
}
