package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.archives.internal.Archives.back;
import static org.kithwork.archives.internal.Archives.line;
import static org.kithwork.archives.internal.Archives.purchase;
import static org.kithwork.archives.internal.Archives.stores;
import static org.kithwork.archives.internal.Archives.yuan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PurchaseBookTest {

    private static Archives archives;

    @Parameter
    DatabaseKind kind;

    private CustomerId customer;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @BeforeEach
    void aCustomer() {
        customer = archives.customers.add();
        archives.audit.clear();
        archives.journal.clear();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    @Test
    void aPurchaseReadsBackAsItWasEntered() {
        var store = archives.company.open("Xujiahui");
        var draft = new PurchaseDraft(
                customer.value(),
                store.value(),
                "STORE",
                "2026-03-01T18:30:00+08:00",
                "CNY",
                List.of(
                        new PurchaseDraft.Line(
                                "T-1", "乌龙茶", "茶", "2.5", yuan("19.90"), yuan("4.75"), yuan("2.00"), null),
                        new PurchaseDraft.Line(null, null, null, null, null, null, null, yuan("7.00"))),
                "pos",
                "R-" + customer);

        var entered = archives.purchaseBook.complete(draft);
        var read = archives.purchases.get(entered.id());

        assertThat(read).isEqualTo(PurchaseView.of(entered, true, line -> null));
        assertThat(read.lines()).extracting(PurchaseView.Line::name).containsExactly("乌龙茶", null);
        assertThat(read.lines().get(0).quantity()).isEqualTo("2.500");
        assertThat(read.lines().get(0).net()).isEqualTo(Money.of("45.00", "CNY"));
        assertThat(read.gross()).isEqualTo(Money.of("56.75", "CNY"));
        assertThat(read.discount()).isEqualTo(Money.of("4.75", "CNY"));
        assertThat(read.tax()).isEqualTo(Money.of("2.00", "CNY"));
        assertThat(read.net()).isEqualTo(Money.of("52.00", "CNY"));
        assertThat(read.at()).isEqualTo("2026-03-01T10:30:00Z");
        assertThat(read.status()).isEqualTo(PurchaseStatus.COMPLETED);
    }

    @Test
    @DisplayName("ARC-02: the total is the sum of the rounded lines, to the cent")
    void theTotalIsTheSumOfTheRoundedLinesToTheCent() {
        var random = new Random(20260302);
        for (int i = 0; i < 60; i++) {
            var currency = List.of("CNY", "JPY", "KWD").get(random.nextInt(3));
            var scale = java.util.Currency.getInstance(currency).getDefaultFractionDigits();
            var lines = new ArrayList<PurchaseDraft.Line>();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                var price = BigDecimal.valueOf(random.nextInt(1_000_000) - 10_000, scale);
                var quantity = BigDecimal.valueOf(1 + random.nextInt(99_999), 3);
                lines.add(new PurchaseDraft.Line(
                        null,
                        null,
                        null,
                        quantity.toPlainString(),
                        new MoneyDraft(price.toPlainString(), currency),
                        null,
                        null,
                        null));
            }
            var entered = archives.purchaseBook.complete(
                    new PurchaseDraft(customer.value(), null, null, null, currency, lines, null, null));
            var read = archives.purchases.get(entered.id());

            var sum = read.lines().stream().map(line -> line.net().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(read.net().amount()).isEqualByComparingTo(sum);
            assertThat(read.net().amount().scale()).isEqualTo(scale);
            assertThat(read.net()).isEqualTo(read.gross().minus(read.discount()));
        }
    }

    @Test
    void returnsInAnyPiecesSumToTheNetToTheCent() {
        var random = new Random(7);
        for (int i = 0; i < 15; i++) {
            var pieces = 1 + random.nextInt(6);
            var cents = BigDecimal.valueOf(1 + random.nextInt(1000), 2);
            var entered = archives.purchaseBook.complete(purchase(
                    customer,
                    null,
                    null,
                    new PurchaseDraft.Line(
                            null, null, null, "" + pieces, null, null, null, yuan(cents.toPlainString()))));
            var now = entered;
            for (int n = 0; n < pieces; n++) {
                now = archives.purchaseBook.giveBack(now.id(), back(now, 0, "1"));
            }
            assertThat(now.returned()).isEqualTo(entered.net());
            assertThat(now.returns().stream().map(PurchaseReturn::net).reduce(Money::plus))
                    .contains(entered.net());
            assertThat(now.status()).isEqualTo(PurchaseStatus.RETURNED);
        }
    }

    @Test
    @DisplayName("ARC-02: a return deletes nothing")
    void aReturnDeletesNothing() {
        var entered = archives.purchaseBook.complete(purchase(customer, null, null, line("2", "10"), line("1", "5")));

        archives.purchaseBook.giveBack(entered.id(), back(entered, 0, "1"));
        var read = archives.purchases.get(entered.id());

        assertThat(read.lines()).hasSize(2);
        assertThat(read.net()).isEqualTo(Money.of("25.00", "CNY"));
        assertThat(read.returned()).isEqualTo(Money.of("10.00", "CNY"));
        assertThat(read.status()).isEqualTo(PurchaseStatus.PART_RETURNED);
        assertThat(read.returns()).hasSize(1);
        assertThat(read.returns().get(0).lines().get(0).quantity()).isEqualTo("1.000");
        assertThat(read.version()).isGreaterThan(entered.version());
    }

    @Test
    void moreThanWasBoughtCannotComeBackHoweverManyReturnAtOnce() throws Exception {
        var entered = archives.purchaseBook.complete(purchase(customer, null, null, line("10", "3.33")));

        var refused = parallel(16, n -> {
            try {
                archives.purchaseBook.giveBack(entered.id(), back(entered, 0, "1"));
                return 0;
            } catch (Problem problem) {
                assertThat(problem.code()).isEqualTo("return-exceeds");
                assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
                return 1;
            }
        });

        var read = archives.purchases.get(entered.id());
        assertThat(refused.stream().mapToInt(Integer::intValue).sum()).isEqualTo(6);
        assertThat(read.returns()).hasSize(10);
        assertThat(read.lines().get(0).returned()).isEqualByComparingTo("10");
        assertThat(read.returned()).isEqualTo(read.net());
        assertThat(archives.journal.types())
                .filteredOn("archives.purchase.returned"::equals)
                .hasSize(10);
    }

    @Test
    void theSameReturnTwiceIsOneReturn() {
        var entered = archives.purchaseBook.complete(purchase(customer, null, null, line("2", "10")));
        var draft = new ReturnDraft(
                null, List.of(new ReturnDraft.Line(entered.lines().get(0).id(), "1")), "refund-1");

        archives.purchaseBook.giveBack(entered.id(), draft);
        var again = archives.purchaseBook.giveBack(entered.id(), draft);

        assertThat(again.returns()).hasSize(1);
        assertThat(again.returned()).isEqualTo(Money.of("10.00", "CNY"));
    }

    @Test
    void theSameExternalIdWithTheSameContentIsOnePurchaseHoweverManyPostAtOnce() throws Exception {
        var draft = purchase(customer, null, "P-" + customer, line("1", "9.99"));

        var entered = parallel(12, n -> archives.purchaseBook.complete(draft).id());

        assertThat(entered).containsOnly(entered.get(0));
        assertThat(archives.purchasesOf(customer)).hasSize(1);
        assertThat(archives.journal.types()).containsExactly("archives.purchase.completed");
        assertThat(archives.audit.actions()).containsExactly("purchase.completed");
    }

    @Test
    void theSameExternalIdWithAnotherContentIsRefused() {
        archives.purchaseBook.complete(purchase(customer, null, "Q-" + customer, line("1", "9.99")));

        assertThatThrownBy(() ->
                        archives.purchaseBook.complete(purchase(customer, null, "Q-" + customer, line("1", "9.98"))))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
                    assertThat(problem.code()).isEqualTo("external-id-taken");
                });
        var other = archives.customers.add();
        assertThatThrownBy(
                        () -> archives.purchaseBook.complete(purchase(other, null, "Q-" + customer, line("1", "9.99"))))
                .isInstanceOf(Problem.class);
    }

    @Test
    void theSamePurchaseIsKnownAgainAfterAReturn() {
        var draft = purchase(customer, null, "S-" + customer, line("1", "9.99"));
        var entered = archives.purchaseBook.complete(draft);
        archives.purchaseBook.giveBack(entered.id(), back(entered, 0, "1"));
        archives.clock.advance(java.time.Duration.ofHours(1));

        var again = archives.purchaseBook.complete(draft);

        assertThat(again.id()).isEqualTo(entered.id());
        assertThat(again.status()).isEqualTo(PurchaseStatus.RETURNED);
    }

    @Test
    void everyFaultIsNamedAtOnceWithItsPlace() {
        var draft = new PurchaseDraft(
                "nobody",
                "nowhere",
                "x".repeat(41),
                "yesterday",
                "CNY",
                List.of(
                        new PurchaseDraft.Line(null, null, null, "0", yuan("1.234"), null, null, null),
                        new PurchaseDraft.Line(null, null, null, "1.2345", null, null, null, null),
                        new PurchaseDraft.Line(null, null, null, "2", yuan("10"), yuan("1"), null, yuan("18"))),
                null,
                null);

        assertThatThrownBy(() -> archives.purchaseBook.complete(draft))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
                    assertThat(problem.faults())
                            .extracting(Fault::pointer)
                            .containsExactlyInAnyOrder(
                                    "/customerId",
                                    "/storeId",
                                    "/channel",
                                    "/at",
                                    "/lines/0/quantity",
                                    "/lines/0/unitPrice/amount",
                                    "/lines/1/quantity",
                                    "/lines/1/unitPrice",
                                    "/lines/2/net");
                });
        assertThat(archives.audit.entries()).isEmpty();
    }

    @Test
    void taxMayStandOnTopOfTheNetWhereTheReceiptSaysSo() {
        var entered = archives.purchaseBook.complete(purchase(
                customer,
                null,
                null,
                new PurchaseDraft.Line(null, null, null, "2", yuan("10"), null, yuan("2.60"), yuan("22.60"))));

        assertThat(entered.net()).isEqualTo(Money.of("22.60", "CNY"));
        assertThat(entered.gross()).isEqualTo(Money.of("20.00", "CNY"));
    }

    @Test
    void voidingKeepsThePurchaseAndRefusesReturns() {
        var entered = archives.purchaseBook.complete(archives.purchase(customer, "10"));

        archives.purchaseBook.annul(entered.id(), "entered twice");
        var read = archives.purchases.get(entered.id());

        assertThat(read.status()).isEqualTo(PurchaseStatus.VOID);
        assertThat(read.net()).isEqualTo(Money.of("10.00", "CNY"));
        assertThatThrownBy(() -> archives.purchaseBook.giveBack(entered.id(), back(entered, 0, "1")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("purchase-void"));
        assertThat(archives.audit.entries().get(1).reason()).isEqualTo("entered twice");
        assertThat(archives.journal.types()).containsExactly("archives.purchase.completed", "archives.purchase.voided");
    }

    @Test
    void aPurchaseWithReturnsCannotBeVoided() {
        var entered = archives.purchaseBook.complete(archives.purchase(customer, "10"));
        archives.purchaseBook.giveBack(entered.id(), back(entered, 0, "1"));

        assertThatThrownBy(() -> archives.purchaseBook.annul(entered.id(), "no"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("purchase-has-returns"));
    }

    @Test
    void nothingIsStoredWhenTheAuditCannotBeWritten() {
        archives.audit.breakDown();
        try {
            assertThatThrownBy(() -> archives.purchaseBook.complete(archives.purchase(customer, "10")))
                    .isInstanceOf(IllegalStateException.class);
        } finally {
            archives.audit.repair();
        }
        assertThat(archives.purchasesOf(customer)).isEmpty();
        assertThat(archives.journal.events()).isEmpty();
    }

    @Test
    void auditAndEventCarryFiguresAndNoNames() {
        var entered = archives.purchaseBook.complete(archives.purchase(customer, "10"));

        var event = archives.journal.events().get(0);
        assertThat(event.type()).isEqualTo("archives.purchase.completed");
        assertThat(event.customer()).isEqualTo(customer);
        assertThat(event.subjectId()).isEqualTo(entered.id().value());
        assertThat(event.data())
                .containsEntry("amount", "10.00")
                .containsEntry("currency", "CNY")
                .containsEntry("lines", 1);
        var audit = archives.audit.entries().get(0);
        assertThat(audit.objectType()).isEqualTo("archives:purchase");
        assertThat(audit.objectId()).isEqualTo(entered.id().value());
    }

    @Test
    void eachChangeIsRefusedWithoutItsRight() {
        var entered = archives.purchaseBook.complete(archives.purchase(customer, "10"));
        var reader = new Actor(Actor.Kind.USER, archives.ids.next(), "reader");
        archives.access.grant(reader, FakeAccess.ALL, "core:customer:view", ArchivesPermissions.VIEW_PURCHASES);

        archives.access.run(reader, () -> {
            assertForbidden(() -> archives.purchaseBook.complete(archives.purchase(customer, "10")));
            assertForbidden(() -> archives.purchaseBook.giveBack(entered.id(), back(entered, 0, "1")));
            assertForbidden(() -> archives.purchaseBook.annul(entered.id(), "no"));
            assertThat(archives.purchases.get(entered.id())).isNotNull();
        });
    }

    @Test
    void aClerkEntersForHisOwnStoreOnly() {
        var mine = archives.company.open("Mine");
        var theirs = archives.company.open("Theirs");
        var guest = archives.customers.add(null, mine);
        var clerk = archives.user("clerk", stores(mine));

        archives.access.run(clerk, () -> {
            assertThat(archives.purchaseBook.complete(purchase(guest, mine, null, line("1", "1"))))
                    .isNotNull();
            assertThatThrownBy(() -> archives.purchaseBook.complete(purchase(guest, theirs, null, line("1", "1"))))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.faults())
                                    .extracting(Fault::pointer)
                                    .containsExactly("/storeId"));
        });
    }

    private static void assertForbidden(Runnable change) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
    }

    private interface Task<T> {
        T run(int n) throws Exception;
    }

    private static <T> List<T> parallel(int threads, Task<T> task) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var start = new CountDownLatch(1);
            var calls = new ArrayList<Callable<T>>();
            for (int i = 0; i < threads; i++) {
                int n = i;
                calls.add(() -> {
                    start.await();
                    return task.run(n);
                });
            }
            var futures = calls.stream().map(pool::submit).toList();
            start.countDown();
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }
}
