package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.importing.ImportOrigin;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult;
import org.kithwork.importing.spi.RowResult.Outcome;
import org.kithwork.importing.spi.UndoableImportKind;
import org.kithwork.money.Money;
import org.kithwork.page.PageRequest;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ImportsTest {

    private static Archives archives;

    @Parameter
    DatabaseKind kind;

    private CustomerId customer;
    private String key = "";

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @BeforeEach
    void aCustomerWithAKey() {
        customer = archives.customers.add();
        key = "K" + customer.value().substring(30);
        archives.customers.identify(customer, "pos", key);
        archives.journal.clear();
        archives.audit.clear();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    @Test
    void rowsWithOneExternalIdAreLinesOfOnePurchaseHoweverLate() {
        var store = archives.company.open("静安店 " + kind);
        var first = purchase(row(
                "externalId",
                "O" + key,
                "at",
                "2026-02-01 10:00",
                "quantity",
                "2",
                "amount",
                "1,234.50",
                "store",
                "静安店 " + kind,
                "product",
                "茶壶"));
        var second =
                purchase(row("externalId", "O" + key, "at", "2026-02-01 09:59", "amount", "¥5.50", "product", "茶叶"));

        assertThat(first.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(second).isEqualTo(RowResult.updated(first.targetId()));
        var purchase = archives.purchasesOf(customer).get(0);
        assertThat(purchase.lines()).extracting(PurchaseView.Line::name).containsExactly("茶壶", "茶叶");
        assertThat(purchase.net()).isEqualTo(Money.of("1240.00", "CNY"));
        assertThat(purchase.lines().get(0).unitPrice()).isEqualTo(Money.of("617.25", "CNY"));
        assertThat(purchase.at()).isEqualTo("2026-02-01T01:59:00Z");
        assertThat(purchase.storeId()).isEqualTo(store);
        assertThat(archives.journal.types())
                .containsExactly("archives.purchase.completed", "archives.purchase.extended");
        assertThat(archives.audit.entries()).isEmpty();
    }

    @Test
    void linesInAnyOrderMakeTheSamePurchase() {
        var rows = List.of(
                row("externalId", "X" + key, "at", "2026-02-01", "amount", "1"),
                row("externalId", "X" + key, "at", "2026-02-03", "amount", "2"),
                row("externalId", "X" + key, "at", "2026-01-31", "amount", "4"));
        for (var n : new int[] {2, 0, 1}) {
            purchase(rows.get(n));
        }

        var purchase = archives.purchasesOf(customer).get(0);
        assertThat(purchase.net()).isEqualTo(Money.of("7", "CNY"));
        assertThat(purchase.at()).isEqualTo("2026-01-30T16:00:00Z");
    }

    @Test
    void aRowWithoutAnExternalIdIsAPurchaseOfItsOwn() {
        purchase(row("at", "20260201", "amount", "10"));
        purchase(row("at", "20260201", "amount", "10"));

        assertThat(archives.purchasesOf(customer)).hasSize(2);
        assertThat(archives.purchaseImport.key(row("at", "20260201"), options(Map.of())))
                .isEmpty();
    }

    @Test
    void timesAreReadInTheSpellingsOfTills() {
        var spellings = Map.of(
                "2026-02-01", "2026-01-31T16:00:00Z",
                "2026/2/1 8:05", "2026-02-01T00:05:00Z",
                "2026.02.01 08:05:09", "2026-02-01T00:05:09Z",
                "2026年2月1日", "2026-01-31T16:00:00Z",
                "20260201", "2026-01-31T16:00:00Z",
                "20260201 080509", "2026-02-01T00:05:09Z",
                "2026-02-01T08:05:09.25", "2026-02-01T00:05:09.250Z",
                "2026-02-01T08:05:09+01:00", "2026-02-01T07:05:09Z",
                "２０２６－０２－０１", "2026-01-31T16:00:00Z");
        spellings.forEach((spelling, instant) -> {
            var made = purchase(row("at", spelling, "amount", "1"));
            var read = archives.purchases.get(new PurchaseId(String.valueOf(made.targetId())));
            assertThat(read.at()).as(spelling).isEqualTo(instant);
        });
    }

    @Test
    void aFormOfTheImportReadsAnyOtherSpelling() {
        var made = archives.database
                .transactions()
                .call(() -> archives.purchaseImport.apply(
                        row("at", "3/2/2026 14:30", "amount", "1"), options(Map.of("dateFormat", "d/M/yyyy H:mm"))));

        assertThat(archives.purchases
                        .get(new PurchaseId(String.valueOf(made.targetId())))
                        .at())
                .isEqualTo("2026-02-03T06:30:00Z");
    }

    @Test
    void amountsAreReadWithSeparatorsSignsAndBrackets() {
        var amounts = Map.of(
                "1,234.50", "1234.50",
                "￥1,234,567.89", "1234567.89",
                "12.5元", "12.50",
                "(12.50)", "-12.50",
                "１２．５", "12.50",
                "1 234", "1234.00",
                "-3", "-3.00");
        amounts.forEach((cell, amount) -> {
            var made = purchase(row("at", "20260201", "amount", cell));
            var read = archives.purchases.get(new PurchaseId(String.valueOf(made.targetId())));
            assertThat(read.net().amount()).as(cell).isEqualTo(amount);
        });
    }

    @Test
    void whatASpreadsheetHasSpoiltAndEveryOtherFaultIsNamedByItsField() {
        assertThat(faults(row(
                        "at", "45292", "amount", "1.38E+10", "quantity", "x", "store", "nowhere", "currency", "RMB")))
                .containsExactlyInAnyOrder("/at", "/amount", "/quantity", "/store", "/currency");
        assertThat(faults(row("amount", "12,5"))).containsExactlyInAnyOrder("/at", "/amount");
        assertThat(faults(row("at", "2026-02-30"))).containsExactlyInAnyOrder("/at", "/unitPrice");
        assertThat(faults(new ImportRow(1, Map.of("at", "20260201", "amount", "1"), null)))
                .containsExactly("/customer");
        assertThat(faults(new ImportRow(1, Map.of("identifier:pos", "nobody", "at", "20260201", "amount", "1"), null)))
                .containsExactly("/customer");
        assertThat(archives.purchasesOf(customer)).isEmpty();
    }

    @Test
    void anUnknownCustomerIsMadeUnderItsKeyWhereTheImportSaysSoButNotForARowAtFault() {
        var options = options(Map.of("customers", "CREATE"));
        var before = archives.customers.drafts().size();
        var good = new ImportRow(1, Map.of("identifier:pos", "N" + key, "at", "20260201", "amount", "1"), null);
        var bad = new ImportRow(2, Map.of("identifier:pos", "M" + key, "at", "20260201", "amount", "x"), null);

        assertThatThrownBy(
                        () -> archives.database.transactions().call(() -> archives.purchaseImport.apply(bad, options)))
                .isInstanceOf(Problem.class);
        assertThat(archives.customers.drafts()).hasSize(before);
        archives.database.transactions().run(() -> {
            var batch = archives.purchaseImport.batch(List.of(good, good), options);
            batch.apply(good);
            batch.apply(good);
        });

        assertThat(archives.customers.drafts()).hasSize(before + 1);
        var draft = archives.customers.drafts().get(before);
        assertThat(draft.fullName()).isEqualTo("N" + key);
        assertThat(draft.unnamed()).isTrue();
        var made = archives.customers.byIdentifier("pos", "N" + key).orElseThrow();
        assertThat(archives.purchasesOf(made)).hasSize(2);
    }

    @Test
    void optionsThatNoRowCouldBeReadWithAreRefusedAtOnce() {
        assertThatThrownBy(() -> archives.purchaseImport.check(
                        options(Map.of("store", "没有", "dateFormat", "bbb", "currency", "XYZW"))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/store", "/dateFormat", "/currency"));
        archives.interactionImport.check(options(Map.of("dateFormat", "dd/MM/yyyy")));
    }

    @Test
    void rowsThatNameNoStoreAreOfTheStoreOfTheImport() {
        var store = archives.company.open("高新店 " + kind);
        var options = options(Map.of("store", "高新店 " + kind));

        archives.database
                .transactions()
                .run(() -> archives.purchaseImport.apply(row("at", "20260201", "amount", "1"), options));

        assertThat(archives.purchasesOf(customer).get(0).storeId()).isEqualTo(store);
    }

    @Test
    void theCustomerMayBeNamedInSeveralWays() {
        for (var cells :
                List.of(Map.of("customer", customer.value()), Map.of("customer", key), Map.of("identifier:pos", key))) {
            var values = new HashMap<>(cells);
            values.put("at", "20260201");
            values.put("amount", "1");
            purchase(new ImportRow(1, values, null));
        }

        assertThat(archives.purchasesOf(customer)).hasSize(3);
    }

    @Test
    void aKeyThatBelongsToAnotherCustomersPurchaseIsAFaultOfTheRow() {
        purchase(row("externalId", "Z" + key, "at", "20260201", "amount", "1"));
        var other = archives.customers.add();

        assertThat(faults(new ImportRow(
                        2,
                        Map.of("customer", other.value(), "externalId", "Z" + key, "at", "20260201", "amount", "1"),
                        null)))
                .containsExactly("/customer");
    }

    @Test
    @DisplayName("IMP-09: interactions are read with their original author and time")
    void interactionsAreReadWithTheirOriginalAuthorAndTime() {
        var made = interaction(
                row(
                        "externalId",
                        "I" + key,
                        "at",
                        "2026-01-05 09:30",
                        "channel",
                        "微信",
                        "direction",
                        "来电",
                        "staff",
                        "李雷",
                        "topic",
                        "订位",
                        "body",
                        "周六六位"),
                OnDuplicate.SKIP);

        assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
        var read = archives.interactions.get(new InteractionId(String.valueOf(made.targetId())));
        assertThat(read.channel()).isEqualTo(InteractionChannel.IM);
        assertThat(read.direction()).isEqualTo(Direction.IN);
        assertThat(read.staffName()).isEqualTo("李雷");
        assertThat(read.at()).isEqualTo("2026-01-05T01:30:00Z");
        assertThat(read.body()).isEqualTo("周六六位");
        assertThat(read.imported()).isNull();
        assertThat(archives.interactionImport.key(row("externalId", "7"), options(Map.of())))
                .contains("7");
    }

    @Test
    @DisplayName("IMP-09: a record names the import that brought it in and who ran that, beside its author")
    void recordsNameTheirImport() {
        var talk = interaction(
                row("externalId", "O" + key, "at", "2026-01-05 09:30", "channel", "微信", "staff", "李雷", "topic", "订位"),
                OnDuplicate.SKIP);
        var bought = purchase(row("externalId", "O" + key, "at", "2026-02-01", "amount", "10", "product", "茶壶"));
        var origin = new ImportOrigin("import-1", null, new ActorName("u1", "韩梅梅"), archives.clock.instant());
        archives.origins.put("interactions " + talk.targetId(), origin);
        archives.origins.put("purchases " + bought.targetId(), origin);

        var read = archives.interactions.get(new InteractionId(String.valueOf(talk.targetId())));

        assertThat(read.staffName()).isEqualTo("李雷");
        assertThat(read.imported()).isEqualTo(origin);
        assertThat(archives.purchasesOf(customer)).extracting("imported").containsExactly(origin);
    }

    @Test
    @DisplayName("IMP-07: a purchase that an import entered is gone after its undo, and the timeline forgets it")
    void aPurchaseIsTakenBack() {
        var made = purchase(row("externalId", "U" + key, "at", "2026-02-01", "amount", "10", "product", "茶壶"));
        purchase(row("externalId", "U" + key, "at", "2026-02-01", "amount", "5", "product", "茶叶"));
        archives.deliver();
        assertThat(timeline()).hasSize(2);

        assertThat(undo(archives.purchaseImport, made)).isEmpty();
        assertThat(archives.journal.types()).containsExactly("archives.purchase.removed");
        archives.deliver();

        assertThat(archives.purchasesOf(customer)).isEmpty();
        assertThat(timeline()).isEmpty();
        assertThat(undo(archives.purchaseImport, made)).as("gone already").isEmpty();
        var again = purchase(row("externalId", "U" + key, "at", "2026-02-01", "amount", "10", "product", "茶壶"));
        assertThat(again.outcome()).isEqualTo(Outcome.CREATED);
    }

    private List<TimelineItem> timeline() {
        return archives.timeline
                .list(customer, null, PageRequest.first(50), Locale.ENGLISH)
                .items();
    }

    @Test
    @DisplayName("IMP-07: a purchase that was annulled, or to which something came, since the import stays")
    void aPurchaseThatChangedSinceStays() {
        var annulled = purchase(row("at", "2026-02-01", "amount", "10"));
        var id = new PurchaseId(String.valueOf(annulled.targetId()));
        archives.purchaseBook.annul(id, "测试");
        assertThat(undo(archives.purchaseImport, annulled)).isPresent();
        assertThat(archives.purchases.get(id).status()).isEqualTo(PurchaseStatus.VOID);

        var extended = purchase(row("externalId", "V" + key, "at", "2026-02-01", "amount", "10"));
        var until = archives.clock.instant();
        archives.clock.advance(Duration.ofMinutes(1));
        purchase(row("externalId", "V" + key, "at", "2026-02-02", "amount", "5"));
        assertThat(undo(archives.purchaseImport, extended, until)).isPresent();
    }

    @Test
    @DisplayName(
            "IMP-07: a return that an import noted is gone after its undo, the purchase counts in full again, and the timeline forgets it")
    void aReturnIsTakenBack() {
        purchase(row("externalId", "B" + key, "at", "2026-02-01", "amount", "10", "quantity", "4", "sku", "T-1"));
        var first = given("1", "R1");
        var second = given("2", "R2");
        archives.deliver();
        assertThat(timeline()).hasSize(3);

        assertThat(undo(archives.returnImport, first))
                .as("something came back since")
                .isPresent();
        assertThat(undo(archives.returnImport, second)).isEmpty();
        archives.deliver();
        assertThat(timeline()).hasSize(2);
        assertThat(bought().returned().amount()).isEqualByComparingTo("2.5");
        assertThat(bought().status()).isEqualTo(PurchaseStatus.PART_RETURNED);
        assertThat(undo(archives.returnImport, first)).isEmpty();
        archives.deliver();

        assertThat(bought().status()).isEqualTo(PurchaseStatus.COMPLETED);
        assertThat(bought().returns()).isEmpty();
        assertThat(bought().returned().amount()).isEqualByComparingTo("0");
        assertThat(timeline()).extracting(TimelineItem::type).containsExactly("archives.purchase.completed");
        assertThat(undo(archives.returnImport, first)).as("gone already").isEmpty();
        assertThat(given("4", "R1").outcome()).isEqualTo(Outcome.CREATED);
    }

    private PurchaseView bought() {
        return archives.purchasesOf(customer).get(0);
    }

    private RowResult given(String quantity, String number) {
        var cells = Map.of(
                "externalId", "B" + key, "returnId", number, "at", "2026-02-02", "sku", "T-1", "quantity", quantity);
        return archives.database
                .transactions()
                .call(() -> archives.returnImport.apply(new ImportRow(1, cells, null), options(Map.of())));
    }

    @Test
    @DisplayName("IMP-07: an interaction that an import recorded is gone after its undo, unless somebody changed it")
    void anInteractionIsTakenBack() {
        var made = interaction(row("at", "20260105", "channel", "PHONE", "topic", "甲"), OnDuplicate.SKIP);
        var changed = interaction(row("at", "20260106", "channel", "PHONE", "topic", "乙"), OnDuplicate.SKIP);
        var kept = new InteractionId(String.valueOf(changed.targetId()));
        var version = archives.interactions.get(kept).version();
        archives.interactionBook.change(kept, version, FakePatch.of("outcome", "已回电"));

        assertThat(undo(archives.interactionImport, made)).isEmpty();
        assertThat(undo(archives.interactionImport, changed)).isPresent();

        assertThat(archives.interactions.get(kept).outcome()).isEqualTo("已回电");
        assertThatThrownBy(() -> archives.interactions.get(new InteractionId(String.valueOf(made.targetId()))))
                .isInstanceOf(Problem.class);
    }

    private static Optional<Message> undo(UndoableImportKind kind, RowResult made) {
        return undo(kind, made, archives.clock.instant());
    }

    private static Optional<Message> undo(UndoableImportKind kind, RowResult made, Instant until) {
        return archives.database.transactions().call(() -> kind.undo(String.valueOf(made.targetId()), until));
    }

    @Test
    void anInteractionThatIsThereIsTreatedAsTheImportSays() {
        var there = row("externalId", "D" + key, "at", "20260105", "channel", "PHONE", "topic", "Old");
        var made = interaction(there, OnDuplicate.SKIP);
        var id = new InteractionId(String.valueOf(made.targetId()));
        var again =
                row("externalId", "D" + key, "at", "20260105", "channel", "PHONE", "topic", "New", "outcome", "Done");

        assertThat(interaction(there, OnDuplicate.OVERWRITE).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(interaction(again, OnDuplicate.SKIP).outcome()).isEqualTo(Outcome.SKIPPED_DUPLICATE);
        assertThat(interaction(again, OnDuplicate.REVIEW).outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(archives.interactions.get(id).outcome()).isNull();
        assertThat(interaction(again, OnDuplicate.FILL).outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(archives.interactions.get(id).topic()).isEqualTo("Old");
        assertThat(archives.interactions.get(id).outcome()).isEqualTo("Done");
        assertThat(interaction(again, OnDuplicate.OVERWRITE).outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(archives.interactions.get(id).topic()).isEqualTo("New");
        assertThat(archives.journal.types())
                .containsExactly(
                        "archives.interaction.recorded",
                        "archives.interaction.changed",
                        "archives.interaction.changed");
    }

    @Test
    void everyFieldHasATitleInBothLanguages() {
        for (ImportKind imported : List.of(archives.purchaseImport, archives.interactionImport)) {
            assertThat(imported.title().pattern(java.util.Locale.SIMPLIFIED_CHINESE))
                    .isPresent();
            for (var field : imported.fields()) {
                assertThat(field.title().pattern(java.util.Locale.ENGLISH))
                        .as(field.name())
                        .isPresent();
            }
        }
    }

    @Test
    void theCdnowSampleGivesItsPurchasesPiecesAndValue() throws IOException {
        var file = sharedData().resolve("cdnow/CDNOW_sample.txt");
        assumeTrue(Files.exists(file), "shared/data/cdnow/CDNOW_sample.txt is not there");
        var options = new ImportOptions(
                archives.ids.next(),
                "cdnow",
                null,
                OnDuplicate.SKIP,
                ZoneId.of("America/New_York"),
                "US",
                false,
                Map.of("customers", "CREATE", "currency", "USD"));
        var rows = new ArrayList<ImportRow>();
        for (var line : Files.readAllLines(file)) {
            var cells = line.strip().split("\\s+");
            rows.add(new ImportRow(
                    rows.size() + 1,
                    Map.of("identifier:cdnow", cells[1], "at", cells[2], "quantity", cells[3], "amount", cells[4]),
                    null));
        }
        var before = archives.customers.drafts().size();
        for (int i = 0; i < rows.size(); i += 500) {
            var some = rows.subList(i, Math.min(i + 500, rows.size()));
            archives.database.transactions().run(() -> {
                var batch = archives.purchaseImport.batch(some, options);
                some.forEach(batch::apply);
            });
        }

        var pieces = BigDecimal.ZERO;
        var value = Money.of("0", "USD");
        var count = 0;
        String cursor = null;
        do {
            var page = archives.purchases.list(null, new PageRequest(200, cursor));
            for (var purchase : page.items()) {
                if ("cdnow".equals(purchase.source())) {
                    count++;
                    value = value.plus(purchase.net());
                    pieces = pieces.add(purchase.lines().get(0).quantity());
                }
            }
            cursor = page.next();
        } while (cursor != null);
        assertThat(archives.customers.drafts()).hasSize(before + 2357);
        assertThat(count).isEqualTo(6919);
        assertThat(pieces).isEqualByComparingTo("16479");
        assertThat(value).isEqualTo(Money.of("244091.94", "USD"));
    }

    private static Path sharedData() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared/data"))) {
                return folder.resolve("shared/data");
            }
        }
        return Path.of("shared/data");
    }

    private RowResult purchase(ImportRow row) {
        return archives.database.transactions().call(() -> archives.purchaseImport.apply(row, options(Map.of())));
    }

    private RowResult interaction(ImportRow row, OnDuplicate onDuplicate) {
        var options = new ImportOptions(
                archives.ids.next(), "pos", null, onDuplicate, ZoneId.of("Asia/Shanghai"), "CN", false, Map.of());
        return archives.database.transactions().call(() -> archives.interactionImport.apply(row, options));
    }

    private List<String> faults(ImportRow row) {
        try {
            purchase(row);
            return List.of();
        } catch (Problem problem) {
            return problem.faults().stream().map(Fault::pointer).toList();
        }
    }

    private ImportRow row(String... cells) {
        var values = new HashMap<String, String>();
        values.put("identifier:pos", key);
        for (int i = 0; i < cells.length; i += 2) {
            values.put(cells[i], cells[i + 1]);
        }
        return new ImportRow(1, values, null);
    }

    private ImportOptions options(Map<String, String> more) {
        return new ImportOptions(
                archives.ids.next(), "pos", null, OnDuplicate.SKIP, ZoneId.of("Asia/Shanghai"), "CN", false, more);
    }
}
