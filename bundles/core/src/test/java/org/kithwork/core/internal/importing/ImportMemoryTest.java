package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.permission.Actor;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

/** How files were imported is known to the company when the next one comes. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ImportMemoryTest {

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new ConcurrentHashMap<>();
    private static final Actor COLLEAGUE =
            new Actor(Actor.Kind.USER, "00000000-0000-7000-8000-0000000000c1", "Colleague");
    private static final String HEADER = "称呼,性别,职业,编号\n";
    private static final String CSV = HEADER + "何一,爷们,technolgy,A1\n何二,女,厨师,A2\n";
    private static final Map<String, String> MAPPING =
            Map.of("称呼", "fullName", "性别", "sex", "职业", "occupation", "编号", "identifier:till");

    private final ImportFixture node;

    ImportMemoryTest(DatabaseKind kind) {
        node = new ImportFixture(CUSTOMERS.computeIfAbsent(kind, CustomerFixture::open));
    }

    @BeforeEach
    void clear() {
        node.clear();
        node.access.allowAll(FakeAccess.SOMEBODY);
        node.access.allowAll(COLLEAGUE);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private ImportView held(String csv) {
        return node.upload(csv, ImportFixture.options("start", false));
    }

    private ImportView imported() {
        return node.run(
                CSV,
                "source",
                "till",
                "key",
                "identifier:till",
                "onDuplicate",
                "OVERWRITE",
                "mapping",
                MAPPING,
                "customerKind",
                "PERSON",
                "values",
                Map.of("性别", Map.of("爷们", "男", "何一", "何二", "??", ""), "职业", Map.of("technolgy", "technology")));
    }

    @Test
    @DisplayName("IMP-01: how a file was imported is proposed to a colleague who brings one with the same columns")
    void proposedToColleagues() {
        assertThat(held(CSV).remembered()).isNull();
        imported();

        var known = node.access.as(COLLEAGUE, () -> held(CSV)).remembered();
        assertThat(known).isNotNull();
        assertThat(known.mapping()).isEqualTo(MAPPING);
        assertThat(known.source()).isEqualTo("till");
        assertThat(known.key()).isEqualTo("identifier:till");
        assertThat(known.onDuplicate()).isEqualTo(OnDuplicate.OVERWRITE);
        assertThat(known.options()).isEqualTo(Map.of("customerKind", "PERSON"));
        assertThat(known.fileName()).isEqualTo("test.csv");
        assertThat(held("姓名,编号\n何一,A1\n").remembered()).isNull();
    }

    @Test
    void theGuessByTheNamesOfColumnsStandsBesideItAndIsWhatCountsWhereNobodySaysAnything() {
        imported();
        var view = held("姓名,编号\n何一,A1\n");
        node.run("姓名,编号\n何一,A1\n", "mapping", Map.of("姓名", "familyName"));
        var again = held("姓名,编号\n何一,A1\n");
        assertThat(again.proposedMapping()).isEqualTo(view.proposedMapping()).containsEntry("姓名", "fullName");
        assertThat(again.remembered().mapping()).isEqualTo(Map.of("姓名", "familyName"));
        assertThat(node.run("姓名,编号\n何二,A2\n").mapping()).isEqualTo(view.proposedMapping());
    }

    @Test
    @DisplayName("SEC: of the cells of a file only those are kept that are read as a choice of a closed list")
    void keepsNoCellsButChoices() {
        imported();
        assertThat(held(CSV).remembered().values()).isEqualTo(Map.of("性别", Map.of("爷们", "男", "??", "")));
        assertThat(node.query("SELECT setup_cipher FROM core_import_memory"))
                .singleElement()
                .asString()
                .doesNotContain("称呼", "爷们", "test.csv");
    }

    @Test
    void onlyAnImportThatWasBegunIsRememberedAndTheLastOneCounts() {
        var held = held(CSV);
        node.desk.change(held.id(), held.version(), OptionsDraft.of(Map.of("mapping", MAPPING)), Locale.ENGLISH);
        node.await(node.desk.start(held.id(), true, Locale.ENGLISH));
        assertThat(held(CSV).remembered()).isNull();
        node.await(node.desk.start(held.id(), false, Locale.ENGLISH));
        assertThat(held(CSV).remembered().mapping()).isEqualTo(MAPPING);
        assertThat(node.get(held.id()).remembered()).isNull();

        node.run(CSV, "mapping", Map.of("称呼", "fullName"));
        assertThat(held(CSV).remembered().mapping()).isEqualTo(Map.of("称呼", "fullName"));
        assertThat(node.count("core_import_memory")).isEqualTo(1);
    }

    @Test
    void theErrorFileIsKnownByTheColumnsOfItsFile() {
        node.run(CSV, "mapping", MAPPING);
        var errors = "称呼,性别,职业,编号,kithwork:row,kithwork:code,kithwork:reason\n何一,男,x,A1,1,x,x\n";
        assertThat(held(errors).remembered().mapping()).isEqualTo(MAPPING);
    }

    @Test
    void whoMayNotImportTheKindIsToldNothing() {
        imported();
        var view = held(CSV);
        node.access.revoke(FakeAccess.SOMEBODY);
        node.access.grant(FakeAccess.SOMEBODY, "core:import:view", "core:import:create");
        assertThat(node.get(view.id()).remembered()).isNull();
    }

    @Test
    void whatNobodyUsedForTwoYearsIsForgotten() {
        imported();
        node.cleaning.clean();
        assertThat(node.count("core_import_memory")).isEqualTo(1);
        node.execute("UPDATE core_import_memory SET used_at = '2020-01-01 00:00:00'");
        node.cleaning.clean();
        assertThat(node.count("core_import_memory")).isZero();
    }

    @Test
    @DisplayName("IMP-02: what columns with few words say is shown beside the choices of their fields")
    void wordsOfColumnsAndChoicesOfFields() {
        var file = new StringBuilder("姓名,性别\n");
        for (int i = 0; i < 400; i++) {
            file.append("客户").append(i).append(i < 399 ? ",男\n" : ",爷们\n");
        }
        assertThat(held(file.toString()).words())
                .containsOnlyKeys("性别")
                .extractingByKey("性别")
                .asList()
                .containsExactly("男", "爷们");
        var sex = node.desk.kinds(Locale.ENGLISH).get(0).fields().stream()
                .filter(field -> field.name().equals("sex"))
                .findFirst()
                .orElseThrow();
        assertThat(sex.type()).isEqualTo("CHOICE");
        assertThat(sex.choices())
                .filteredOn(choice -> choice.words().contains("先生"))
                .extracting(ImportKindView.Choice::word)
                .containsExactly("male");
    }
}
