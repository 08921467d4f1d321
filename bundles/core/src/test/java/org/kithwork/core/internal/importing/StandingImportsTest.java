package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.core.internal.importing.store.StandingStore;
import org.kithwork.importing.Arrival;
import org.kithwork.importing.FileImport;
import org.kithwork.importing.StandingImport;
import org.kithwork.importing.spi.RowResult.Outcome;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class StandingImportsTest {

    private static final Actor MODULE = Actor.module("intake");
    private static final StandingImport HOW = new StandingImport(
            "customers",
            "shop",
            "OVERWRITE",
            Map.of("/id", "identifier:shop", "/name", "fullName", "/phone", "contact:PHONE"),
            Map.of("phoneRegion", "CN"));

    private static final Arrival WITH = new Arrival("商城", "order-1");

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new EnumMap<>(DatabaseKind.class);

    private final ImportFixture it;
    private final StandingDesk desk;

    StandingImportsTest(DatabaseKind kind) {
        var customers = CUSTOMERS.computeIfAbsent(kind, CustomerFixture::open);
        it = new ImportFixture(customers);
        desk = it.standing(new StandingStore(customers.database.jpa(), () -> "core"));
    }

    @BeforeEach
    void clear() {
        it.clear();
        it.access.allowAll(FakeAccess.SOMEBODY);
        it.access.grant(MODULE, "core:import:create");
    }

    @AfterEach
    void close() {
        it.close();
    }

    private static Map<String, String> row(String id, String name) {
        return Map.of("/id", id, "/name", name, "/phone", "13800138000", "/more", "left out");
    }

    @Test
    @DisplayName("IMP-14: a row that comes in by itself is imported with the rights of who set it up, once")
    void asTheOwner() {
        var id = desk.open(HOW);

        var made = it.access.as(MODULE, () -> desk.apply(id, WITH, "m1", row("A-1", "张三")));
        var again = it.access.as(MODULE, () -> desk.apply(id, WITH, "m1", row("A-1", "张三")));
        var other = it.access.as(MODULE, () -> desk.apply(id, WITH, "m2", row("A-1", "张三丰")));

        assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(again.targetId()).isEqualTo(made.targetId());
        assertThat(other.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(it.count("core_customer")).isEqualTo(1);
        assertThat(it.query("SELECT created_by FROM core_customer")).containsExactly(FakeAccess.SOMEBODY.id());
    }

    @Test
    @DisplayName("IMP-09: a record that came in by itself names the feed and the delivery, and on whose behalf it came")
    void namesTheFeed() {
        var id = desk.open(HOW);
        var made = it.access.as(MODULE, () -> desk.apply(id, WITH, "m1", row("A-1", "张三")));
        it.access.as(MODULE, () -> desk.apply(id, new Arrival("商城", "order-2"), "m2", row("A-1", "张三丰")));

        var origins = new RecordedOrigins(it.rows, it.arrivals);
        var found = origins.of("customers", List.of("" + made.targetId(), "nobody"));

        assertThat(found).containsOnlyKeys("" + made.targetId());
        var origin = found.get(made.targetId());
        assertThat(origin.arrival()).isEqualTo(WITH);
        assertThat(origin.importId()).isNull();
        assertThat(origin.importedBy().id()).isEqualTo(FakeAccess.SOMEBODY.id());
        assertThat(origins.of("purchases", List.of("" + made.targetId()))).isEmpty();
    }

    @Test
    @DisplayName(
            "IMP-14: a row at fault is refused with its reason and the name that the source uses, and changes nothing")
    void refused() {
        var id = desk.open(HOW);

        var outcome = it.access.as(
                MODULE, () -> desk.apply(id, WITH, "m", Map.of("/id", "A-2", "/name", "李四", "/phone", "not a number")));

        assertThat(outcome.outcome()).isNull();
        assertThat(outcome.refusal()).isNotNull();
        assertThat(outcome.refusal().name()).isEqualTo("/phone");
        assertThat(outcome.refusal().zh()).isNotEqualTo(outcome.refusal().en());
        assertThat(it.count("core_customer")).isZero();
    }

    @Test
    @DisplayName("IMP-14: who lost the right imports nothing more, and a module without it does not either")
    void rights() {
        var id = desk.open(HOW);
        it.access.revoke(FakeAccess.SOMEBODY);

        assertThatThrownBy(() -> it.access.as(MODULE, () -> desk.apply(id, WITH, "m", row("A-3", "王五"))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
        assertThatThrownBy(() -> desk.open(HOW)).isInstanceOf(Problem.class);
        it.access.allowAll(FakeAccess.SOMEBODY);
        assertThatThrownBy(() -> it.access.as(Actor.module("other"), () -> desk.apply(id, WITH, "m", row("A-3", "王五"))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
        assertThat(it.count("core_customer")).isZero();
    }

    @Test
    void whatIsSetUpIsCheckedAndEveryFaultNamed() {
        assertThatThrownBy(() -> desk.open(new StandingImport("nothing", "shop", null, Map.of(), Map.of())))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/kind"));
        assertThatThrownBy(() -> desk.open(new StandingImport(
                        "customers", "shop", "FILL", Map.of("/a", "fullName", "/b/c", "no-field"), Map.of())))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/mapping/~1b~1c"));
        assertThatThrownBy(() ->
                        desk.open(new StandingImport("customers", "shop", "FILL", Map.of("/a", "note"), Map.of())))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsOnly("/mapping"));
        assertThatThrownBy(() -> it.access.as(MODULE, () -> desk.apply(it.jobs.ids.next(), WITH, "m", row("A", "B"))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
    }

    @Test
    @DisplayName("IMP-15: what is changed is on behalf of who changed it, and what is closed imports nothing")
    void changed() {
        var id = desk.open(HOW);
        var other = new Actor(Actor.Kind.USER, it.jobs.ids.next(), "Other");
        it.access.allowAll(other);
        it.access.run(other, () -> desk.change(id, HOW));
        it.access.run(MODULE, () -> desk.apply(id, WITH, "m", row("A-9", "赵六")));
        assertThat(it.query("SELECT created_by FROM core_customer")).containsExactly(other.id());

        it.access.run(MODULE, () -> desk.close(id));

        assertThatThrownBy(() -> it.access.as(MODULE, () -> desk.apply(id, WITH, "m", row("A-9", "赵六"))))
                .isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("IMP-16: a file is imported as its owner's, and the rows that were refused can be written out")
    void files() {
        var id = desk.open(new StandingImport(
                "customers",
                "shop",
                "FILL",
                Map.of("编号", "identifier:shop", "姓名", "fullName", "手机", "contact:PHONE"),
                Map.of()));
        var csv = "编号,姓名,手机\nB-1,张三,13800138001\nB-2,李四,nonsense\n";

        var begun = it.access.as(
                MODULE, () -> desk.begin(id, "a.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8))));
        var ended = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> it.access.as(MODULE, () -> desk.find(id, begun)), FileImport::ended);

        assertThat(List.of(ended.created(), ended.errors())).containsExactly(1L, 1L);
        assertThat(ended.state()).isEqualTo("DONE_WITH_ERRORS");
        var out = new ByteArrayOutputStream();
        it.access.run(MODULE, () -> desk.writeErrors(id, begun, out));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("B-2", "李四").doesNotContain("B-1");
        var other = desk.open(HOW);
        assertThatThrownBy(() -> it.access.as(MODULE, () -> desk.find(other, begun)))
                .isInstanceOf(Problem.class);
    }
}
