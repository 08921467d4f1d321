package org.kithwork.core.internal.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.core.internal.money.MoneyFixture.currency;
import static org.kithwork.core.internal.money.MoneyFixture.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.page.PageRequest;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RateBookTest {

    private static final int THREADS = 6;

    private final MoneyFixture it;

    RateBookTest(DatabaseKind kind) {
        it = new MoneyFixture(kind);
    }

    @BeforeEach
    void currencies() {
        it.with("USD", "JPY", "EUR");
        it.audit.clear();
    }

    @AfterEach
    void close() {
        it.close();
    }

    private static RateDraft.Correction to(String rate) {
        return new RateDraft.Correction(rate, null, "PBOC", "typo");
    }

    private List<String> faults(RateDraft draft) {
        try {
            it.book.add(draft);
        } catch (Problem problem) {
            assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
            return problem.faults().stream()
                    .map(fault -> fault.pointer() + " " + fault.message().code())
                    .toList();
        }
        throw new AssertionError("it was entered");
    }

    private void conflict(Runnable work, String code) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
            assertThat(problem.code()).isEqualTo(code);
        });
    }

    /** How many of the threads succeeded; the others met a conflict. */
    private int together(IntConsumer work) throws Exception {
        var barrier = new CyclicBarrier(THREADS);
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var all = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < THREADS; i++) {
                var mine = i;
                all.add(() -> {
                    barrier.await();
                    try {
                        work.accept(mine);
                        return 1;
                    } catch (Problem problem) {
                        assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
                        return 0;
                    }
                });
            }
            int done = 0;
            for (var future : threads.invokeAll(all)) {
                done += future.get();
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("A rate is entered for a pair and a day, in the company's currency where nothing else is said")
    void add() {
        var entry = it.book.add(new RateDraft(" USD ", null, "2026-03-02", "7.1234000", null, " PBOC "));
        assertThat(entry.from()).isEqualTo(currency("USD"));
        assertThat(entry.to()).isEqualTo(currency("CNY"));
        assertThat(entry.rate().toPlainString()).isEqualTo("7.1234");
        assertThat(entry.state()).isEqualTo(RateState.STANDING);
        assertThat(entry.enteredBy().name()).isEqualTo("Somebody");
        assertThat(it.list.get(entry.id())).isEqualTo(entry);
        assertThat(it.audit.actions()).containsExactly("rate.added");
    }

    @Test
    @DisplayName("A rate for a hundred units is kept for one, exactly")
    void units() {
        assertThat(it.book
                        .add(new RateDraft("JPY", "CNY", "2026-03-02", "4.6612", 100, null))
                        .rate()
                        .toPlainString())
                .isEqualTo("0.046612");
        assertThat(faults(new RateDraft("JPY", "CNY", "2026-03-01", "4.66", 7, null)))
                .containsExactly("/units units-invalid");
        assertThat(faults(new RateDraft("JPY", "CNY", "2026-03-01", "0.000000000001", 1, null)))
                .containsExactly("/rate rate-small");
        assertThat(faults(new RateDraft("JPY", "CNY", "2026-03-01", "4.123456789012", 100, null)))
                .containsExactly("/rate rate-small");
    }

    @Test
    @DisplayName("Every fault of a rate is named, and nothing is entered")
    void faults() {
        assertThat(faults(new RateDraft(null, null, null, null, null, null)))
                .containsExactlyInAnyOrder("/from required", "/date required", "/rate required");
        assertThat(faults(new RateDraft("GBP", "XAU", "2031-01-01", "7,1", null, "x".repeat(121))))
                .containsExactlyInAnyOrder(
                        "/from currency-unused",
                        "/to currency-invalid",
                        "/date date-far",
                        "/rate rate-invalid",
                        "/source too-long");
        assertThat(faults(new RateDraft("CNY", null, "1969-12-31", "1", null, null)))
                .containsExactlyInAnyOrder("/from currencies-same", "/date date-far");
        for (var rate : new String[] {"0", "-7", "1e3", "NaN", "1234567890", "٧", "7.1.2", "+7"}) {
            assertThat(faults(new RateDraft("USD", "CNY", "2026-03-02", rate, null, null)))
                    .as(rate)
                    .singleElement()
                    .asString()
                    .startsWith("/rate ");
        }
        assertThat(it.listed(true)).isEmpty();
        assertThat(it.audit.actions()).isEmpty();
    }

    @Test
    @DisplayName("A pair has one rate a day, whichever way round it is entered")
    void once() {
        it.add("USD", "CNY", "2026-03-02", "7");
        conflict(() -> it.add("USD", "CNY", "2026-03-02", "7.1"), "rate-there");
        conflict(() -> it.add("CNY", "USD", "2026-03-02", "0.14"), "rate-there");
        it.add("USD", "CNY", "2026-03-01", "7");
        it.add("USD", "JPY", "2026-03-02", "150");
        assertThat(it.listed(true)).hasSize(3);
    }

    @Test
    @DisplayName("A correction is an entry of its own: what it corrects stays, tells of it no lie, and is in the audit")
    void correct() {
        var wrong = it.add("USD", "CNY", "2026-03-02", "71.2");
        var right = it.book.correct(wrong.id(), to("7.12"));
        assertThat(right.corrects()).isEqualTo(wrong.id());
        assertThat(it.listed(false)).containsExactly("USD/CNY 2026-03-02 7.12");
        assertThat(it.listed(true)).hasSize(2);
        var before = it.list.get(wrong.id());
        assertThat(before.state()).isEqualTo(RateState.CORRECTED);
        assertThat(before.rate()).isEqualByComparingTo("71.2");
        assertThat(it.audit.entries()).last().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("rate.corrected");
            assertThat(entry.reason()).isEqualTo("typo");
            assertThat(entry.detail()).containsEntry("before", "71.2").containsEntry("rate", "7.12");
        });
        conflict(() -> it.book.correct(wrong.id(), to("7.13")), "rate-replaced");
        conflict(() -> it.book.withdraw(wrong.id(), null), "rate-replaced");
        assertThatThrownBy(() -> it.book.correct("none", to("7")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
        assertThatThrownBy(() -> it.book.correct(right.id(), to("x")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID));
    }

    @Test
    @DisplayName("What is withdrawn leaves its place to another entry")
    void withdraw() {
        var wrong = it.add("USD", "CNY", "2026-03-02", "7");
        it.book.withdraw(wrong.id(), "wrong day");
        assertThat(it.listed(false)).isEmpty();
        assertThat(it.list.get(wrong.id()).state()).isEqualTo(RateState.WITHDRAWN);
        it.add("USD", "CNY", "2026-03-02", "7.2");
        assertThat(it.listed(false)).containsExactly("USD/CNY 2026-03-02 7.2");
        assertThat(it.audit.actions()).containsExactly("rate.added", "rate.withdrawn", "rate.added");
    }

    @Test
    @DisplayName("Of several who enter the same pair and day at once, one does")
    void race() throws Exception {
        for (int round = 0; round < 5; round++) {
            var date = day("2026-01-01").plusDays(round).toString();
            assertThat(together(i -> {
                        if (i % 2 == 0) {
                            it.add("USD", "CNY", date, "7." + (i + 1));
                        } else {
                            it.add("CNY", "USD", date, "0.1" + i);
                        }
                    }))
                    .isEqualTo(1);
        }
        assertThat(it.listed(true)).hasSize(5);
        assertThat(it.audit.actions()).hasSize(5);
    }

    @Test
    @DisplayName("Of several who correct or withdraw the same entry at once, one does, and one entry stands or none")
    void raceOfCorrections() throws Exception {
        for (int round = 0; round < 5; round++) {
            var entry = it.add("USD", "CNY", day("2026-01-01").plusDays(round).toString(), "7");
            assertThat(together(i -> {
                        if (i % 3 == 0) {
                            it.book.withdraw(entry.id(), null);
                        } else {
                            it.book.correct(entry.id(), to("7." + (i + 1)));
                        }
                    }))
                    .isEqualTo(1);
            var replaced = it.list.get(entry.id()).state();
            assertThat(it.listed(false)).hasSize(replaced == RateState.CORRECTED ? 1 : 0);
            it.close();
            it.with("USD");
        }
    }

    @Test
    @DisplayName("The list is read in pages, the latest day first, and by one currency")
    void pages() {
        it.add("USD", "CNY", "2026-03-01", "7");
        it.add("JPY", "CNY", "2026-03-01", "0.05");
        it.add("USD", "JPY", "2026-02-01", "150");
        it.add("EUR", "CNY", "2026-03-02", "8");
        var seen = new ArrayList<String>();
        @Nullable String after = null;
        do {
            var page = it.list.list(null, false, new PageRequest(1, after));
            page.items().forEach(entry -> seen.add(entry.date() + " " + entry.from()));
            after = page.next();
        } while (after != null);
        assertThat(seen).containsExactly("2026-03-02 EUR", "2026-03-01 USD", "2026-03-01 JPY", "2026-02-01 USD");
        assertThat(it.list.list("JPY", false, PageRequest.first(9)).items()).hasSize(2);
        assertThat(it.list.list("KWD", false, PageRequest.first(9)).items()).isEmpty();
        assertThatThrownBy(() -> it.list.list("yen", false, PageRequest.first(9)))
                .isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("The company's currency is in use by itself, and stays")
    void companyCurrency() {
        assertThat(it.currencies.list(Locale.SIMPLIFIED_CHINESE))
                .extracting(CurrencyInUse::code)
                .containsExactly("CNY", "EUR", "JPY", "USD");
        assertThat(it.currencies.list(Locale.SIMPLIFIED_CHINESE).get(0))
                .isEqualTo(new CurrencyInUse("CNY", "人民币", 2, true));
        conflict(() -> it.currencies.remove("cny"), "currency-company");
        it.currencies.add(new Currencies.Draft("CNY"), Locale.ENGLISH);
        assertThat(it.currencies.inUse()).hasSize(4);
        assertThat(it.audit.actions()).isEmpty();
    }

    @Test
    @DisplayName("A currency is added once and removed with its rates left, and nobody enters more of them")
    void currenciesInUse() {
        assertThat(it.currencies
                        .add(new Currencies.Draft("kwd"), Locale.ENGLISH)
                        .digits())
                .isEqualTo(3);
        it.currencies.add(new Currencies.Draft("KWD"), Locale.ENGLISH);
        it.add("KWD", "CNY", "2026-03-02", "23");
        it.currencies.remove("KWD");
        assertThat(it.audit.actions()).containsExactly("currency.added", "rate.added", "currency.removed");
        assertThat(faults(new RateDraft("KWD", "CNY", "2026-03-03", "23", null, null)))
                .containsExactly("/from currency-unused");
        assertThat(it.table.find(currency("KWD"), currency("CNY"), day("2026-03-03")))
                .isPresent();
        assertThatThrownBy(() -> it.currencies.remove("KWD")).isInstanceOf(Problem.class);
        for (var wrong : new @Nullable String[] {null, " ", "XXX", "XAU", "YUAN"}) {
            assertThatThrownBy(() -> it.currencies.add(new Currencies.Draft(wrong), Locale.ENGLISH))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID));
        }
    }

    @Test
    @DisplayName("Whoever may only see rates changes none, and whoever may not see them sees none")
    void rights() {
        var entry = it.add("USD", "CNY", "2026-03-02", "7");
        it.access.revoke(FakeAccess.SOMEBODY);
        it.access.grant(FakeAccess.SOMEBODY, "core:rate:view");
        assertThat(it.listed(false)).hasSize(1);
        var changes = List.<Runnable>of(
                () -> it.add("USD", "CNY", "2026-03-03", "7"),
                () -> it.book.correct(entry.id(), to("8")),
                () -> it.book.withdraw(entry.id(), null),
                () -> it.book.enter(
                        it.reader.read(new RateDraft("USD", "CNY", "2026-03-03", "7", null, null), false), true),
                () -> it.currencies.take(currency("GBP")),
                () -> it.currencies.add(new Currencies.Draft("GBP"), Locale.ENGLISH),
                () -> it.currencies.remove("USD"));
        it.access.revoke(FakeAccess.SOMEBODY);
        var views = List.<Runnable>of(
                () -> it.listed(false), () -> it.list.get(entry.id()), () -> it.currencies.list(Locale.ENGLISH));
        for (var work : views) {
            forbidden(work);
        }
        it.access.grant(FakeAccess.SOMEBODY, "core:rate:view");
        for (var work : changes) {
            forbidden(work);
        }
        assertThat(it.listed(true)).hasSize(1);
    }

    private static void forbidden(Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
    }
}
