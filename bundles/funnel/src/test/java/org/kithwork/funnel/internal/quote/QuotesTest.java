package org.kithwork.funnel.internal.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.funnel.internal.Funnel;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class QuotesTest {

    private static final StepDraft NOTHING = new StepDraft(null);

    private final DatabaseKind kind;
    private Funnel funnel;

    QuotesTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        funnel = new Funnel(kind);
    }

    @AfterEach
    void close() {
        funnel.close();
    }

    private Opportunity opportunity() {
        return funnel.book.create(Funnel.draft(funnel.customers.add(), "1000"));
    }

    private static QuoteDraft.Line line(String name, String quantity, String price, @Nullable String discount) {
        return new QuoteDraft.Line(name, quantity, new MoneyDraft(price, null), discount, "13");
    }

    private static QuoteDraft draft(Opportunity one, QuoteDraft.Line... lines) {
        return new QuoteDraft(one.id().value(), List.of(lines), null, "2026-12-31", "Pay within 30 days");
    }

    private Quote made(@Nullable String discount) {
        return funnel.quoteBook
                .create(draft(opportunity(), line("Longjing", "10", "88.80", discount)))
                .quote();
    }

    private Quote sent() {
        var quote = made(null);
        funnel.quoteSteps.submit(quote.id(), NOTHING);
        return funnel.quoteSteps.send(quote.id(), NOTHING).quote();
    }

    private static Problem problem(ThrowingCallable action) {
        var caught = new Problem[1];
        assertThatThrownBy(action).isInstanceOfSatisfying(Problem.class, problem -> caught[0] = problem);
        return caught[0];
    }

    private Actor seller(String name) {
        return funnel.user(
                name,
                FakeAccess.ALL,
                "funnel:quote:view",
                "funnel:quote:create",
                "funnel:quote:edit",
                "funnel:quote:approve",
                "funnel:quote:send",
                "funnel:opportunity:view");
    }

    @Test
    @DisplayName("FUN-21: a quote keeps what it says, has a readable number of its own and the totals of its lines")
    void keepsWhatItSays() {
        var one = opportunity();

        var made = funnel.quoteBook
                .create(new QuoteDraft(
                        one.id().value(),
                        List.of(line("龙井", "2.5", "33.33", null), line("茶具", "1", "200", "10")),
                        "5",
                        "2026-12-31",
                        "款到发货"))
                .quote();

        var quote = funnel.quotes.get(made.id());
        assertThat(quote.number()).isEqualTo("Q-2026-000001");
        assertThat(quote.revision()).isEqualTo(1);
        assertThat(quote.state()).isEqualTo(QuoteState.DRAFT);
        assertThat(quote.lines())
                .extracting(QuoteLine::net)
                .containsExactly(Money.of("83.33", "CNY"), Money.of("180.00", "CNY"));
        assertThat(quote.discount()).isEqualByComparingTo("5");
        assertThat(quote.validUntil()).hasToString("2026-12-31");
        assertThat(quote.terms()).isEqualTo("款到发货");
        assertThat(quote.customerId()).isEqualTo(one.customerId());
        var totals = Objects.requireNonNull(quote.totals());
        assertThat(totals.subtotal()).isEqualTo(Money.of("263.33", "CNY"));
        assertThat(totals.discount()).isEqualTo(Money.of("13.17", "CNY"));
        assertThat(totals.total()).isEqualTo(totals.net().plus(totals.tax()));
        assertThat(funnel.quotes.steps(quote.id())).extracting(StepTaken::step).containsExactly(QuoteStep.CREATE);
        assertThat(funnel.journal.events()).extracting(event -> event.type()).contains("funnel.quote.created");
        assertThat(made(null).number()).isEqualTo("Q-2026-000002");
    }

    @Test
    @DisplayName("FUN-21: every fault of a quote is named at once")
    void everyFaultIsNamed() {
        var refused = problem(() -> funnel.quoteBook.create(new QuoteDraft(
                opportunity().id().value(),
                List.of(
                        new QuoteDraft.Line(null, "0", null, "101", "12.345"),
                        line("Tea", "1", "0.001", null),
                        line("Tea", "1", "-1", null)),
                "-1",
                "tomorrow",
                null)));

        assertThat(refused.faults())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/lines/0/name",
                        "/lines/0/quantity",
                        "/lines/0/unitPrice",
                        "/lines/0/discount",
                        "/lines/0/taxRate",
                        "/lines/1/unitPrice/amount",
                        "/lines/2/unitPrice/amount",
                        "/discount",
                        "/validUntil");
        assertThat(problem(() -> funnel.quoteBook.create(new QuoteDraft(null, null, null, null, null)))
                        .kind())
                .isEqualTo(ProblemKind.INVALID);
    }

    @Test
    @DisplayName("FUN-21: what two write down at once gets two numbers")
    void numbersAreUnique() throws Exception {
        var one = opportunity();
        var pool = Executors.newFixedThreadPool(4);
        try {
            var tasks = IntStream.range(0, 12)
                    .<Callable<String>>mapToObj(i -> () -> funnel.access.as(
                            FakeAccess.SOMEBODY,
                            () -> funnel.quoteBook
                                    .create(draft(one, line("Tea", "1", "1", null)))
                                    .quote()
                                    .number()))
                    .toList();
            var numbers = new TreeSet<String>();
            for (var done : pool.invokeAll(tasks)) {
                numbers.add(done.get());
            }
            assertThat(numbers).hasSize(12);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    @DisplayName(
            "FUN-21: what is within the limits is approved at once, what is beyond them by somebody who did not write it")
    void whatIsBeyondNeedsSomebodyElse() {
        var modest = made("10");
        var bold = made("10.01");

        assertThat(funnel.quoteSteps.submit(modest.id(), NOTHING).quote().state())
                .isEqualTo(QuoteState.APPROVED);
        assertThat(funnel.quoteSteps.submit(bold.id(), NOTHING).quote().state()).isEqualTo(QuoteState.IN_APPROVAL);
        assertThat(problem(() -> funnel.quoteSteps.approve(bold.id(), NOTHING)).code())
                .isEqualTo("own-quote");
        var lead = seller("韩梅梅");
        var approved = funnel.access.as(lead, () -> funnel.quoteSteps.approve(bold.id(), new StepDraft("fair")));

        assertThat(approved.quote().state()).isEqualTo(QuoteState.APPROVED);
        assertThat(funnel.quotes.steps(bold.id()))
                .extracting(StepTaken::step)
                .containsExactly(QuoteStep.CREATE, QuoteStep.SUBMIT, QuoteStep.APPROVE);
        assertThat(funnel.quotes.steps(bold.id()).get(2).words()).isEqualTo("fair");
        assertThat(funnel.quotes.steps(bold.id()).get(2).by().name()).isEqualTo("韩梅梅");
        assertThat(funnel.audit.entries()).extracting(entry -> entry.action()).contains("quote.approved");
    }

    @Test
    @DisplayName("FUN-21: a discount on a line and one on the whole count together")
    void discountsCountTogether() {
        var quote = funnel.quoteBook
                .create(new QuoteDraft(
                        opportunity().id().value(), List.of(line("Tea", "1", "100", "6")), "5", null, null))
                .quote();

        assertThat(funnel.quoteSteps.submit(quote.id(), NOTHING).quote().state())
                .isEqualTo(QuoteState.IN_APPROVAL);
    }

    @Test
    @DisplayName(
            "FUN-21: a total beyond the limit needs approval, in another currency by the rate of the day, and where there is no rate")
    void totalsNeedApproval() {
        var policy = funnel.quotePolicies.get();
        funnel.quotePolicies.change(
                policy.version(),
                FakePatch.of("totalLimit", Map.of("amount", "700.00", "currency", "CNY"))
                        .with("discountLimit", null));
        var dollars = funnel.book.create(Funnel.draft(funnel.customers.add(), new MoneyDraft("100", "USD"), null));

        assertThat(submitted(draft(opportunity(), line("Tea", "1", "619", "50"))))
                .isEqualTo(QuoteState.APPROVED);
        assertThat(submitted(draft(opportunity(), line("Tea", "1", "620", null))))
                .isEqualTo(QuoteState.IN_APPROVAL);
        assertThat(submitted(draft(dollars, line("Tea", "1", "1", null)))).isEqualTo(QuoteState.IN_APPROVAL);
        funnel.rates.put("USD", new BigDecimal("7"));
        assertThat(submitted(draft(dollars, line("Tea", "1", "88", null)))).isEqualTo(QuoteState.APPROVED);
        assertThat(submitted(draft(dollars, line("Tea", "1", "89", null)))).isEqualTo(QuoteState.IN_APPROVAL);
        assertThat(problem(() -> funnel.quotePolicies.change(policy.version(), FakePatch.of("discountLimit", "5")))
                        .kind())
                .isEqualTo(ProblemKind.STALE);
        assertThat(problem(() ->
                                funnel.quotePolicies.change(policy.version() + 1, FakePatch.of("discountLimit", "101")))
                        .faults())
                .extracting(Fault::pointer)
                .containsExactly("/discountLimit");
    }

    private QuoteState submitted(QuoteDraft draft) {
        var quote = funnel.quoteBook.create(draft).quote();
        return funnel.quoteSteps.submit(quote.id(), NOTHING).quote().state();
    }

    @Test
    @DisplayName("FUN-21: whoever refuses says why, and the author may change it and hand it in again")
    void aRefusalTakesWords() {
        var quote = made("40");
        funnel.quoteSteps.submit(quote.id(), NOTHING);

        assertThat(problem(() -> funnel.quoteSteps.refuse(quote.id(), NOTHING)).faults())
                .extracting(Fault::pointer)
                .containsExactly("/words");
        var refused =
                funnel.quoteSteps.refuse(quote.id(), new StepDraft("Too much")).quote();
        var changed = funnel.quoteBook.change(
                quote.id(), refused.version(), FakePatch.of("lines", List.of(line("Tea", "10", "88.80", "5"))));

        assertThat(refused.state()).isEqualTo(QuoteState.DRAFT);
        assertThat(changed.quote().lines()).extracting(QuoteLine::net).containsExactly(Money.of("843.60", "CNY"));
        assertThat(changed.quote().terms()).isEqualTo("Pay within 30 days");
        assertThat(funnel.quoteSteps.submit(quote.id(), NOTHING).quote().state())
                .isEqualTo(QuoteState.APPROVED);
    }

    @Test
    @DisplayName(
            "FUN-21: what was sent never changes; a change makes the next version, and the one before is superseded")
    void whatWasSentNeverChanges() {
        var sent = sent();

        assertThat(problem(() -> funnel.quoteBook.change(sent.id(), sent.version(), FakePatch.of("terms", "other")))
                        .kind())
                .isEqualTo(ProblemKind.CONFLICT);
        var next = funnel.quoteBook.revise(sent.id()).quote();

        assertThat(next.number()).isEqualTo(sent.number());
        assertThat(next.revision()).isEqualTo(2);
        assertThat(next.state()).isEqualTo(QuoteState.DRAFT);
        assertThat(next.lines()).isEqualTo(sent.lines());
        var before = funnel.quotes.get(sent.id());
        assertThat(before.state()).isEqualTo(QuoteState.SUPERSEDED);
        assertThat(before.lines()).isEqualTo(sent.lines());
        assertThat(before.possible()).isEmpty();
        var refused = problem(() -> funnel.quoteSteps.accept(sent.id(), new AcceptanceDraft(null, null)));
        assertThat(refused.code()).isEqualTo("quote-final");
    }

    @Test
    @DisplayName(
            "FUN-21: a step that is not possible is refused, saying which ones are, in the language of whoever asks")
    void anImpossibleStepSaysWhatIsPossible() {
        var quote = made(null);

        var refused = problem(() -> funnel.quoteSteps.send(quote.id(), NOTHING));

        assertThat(refused.kind()).isEqualTo(ProblemKind.CONFLICT);
        assertThat(refused.detail(Locale.ENGLISH)).isEqualTo("This quote is a draft. You can hand it in.");
        assertThat(refused.detail(Locale.SIMPLIFIED_CHINESE)).isEqualTo("这份报价是草稿。可以：提交。");
        for (var state : QuoteState.values()) {
            assertThat(state.possible().size()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    @DisplayName("FUN-21: a quote can be taken back until it is sent")
    void canBeTakenBack() {
        var quote = made(null);
        funnel.quoteSteps.submit(quote.id(), NOTHING);

        assertThat(funnel.quoteSteps
                        .withdraw(quote.id(), new StepDraft("A line is missing"))
                        .quote()
                        .state())
                .isEqualTo(QuoteState.DRAFT);
        assertThat(problem(() -> funnel.quoteSteps.withdraw(sent().id(), NOTHING))
                        .code())
                .isEqualTo("quote-three-steps");
    }

    @Test
    @DisplayName(
            "FUN-21: a sent quote expires when its last day is over in the company's zone, and then can only be renewed")
    void expires() {
        var quote = sent();
        funnel.clock.set(Instant.parse("2026-12-31T15:59:59Z"));
        assertThat(funnel.quotes.get(quote.id()).state()).isEqualTo(QuoteState.SENT);

        funnel.clock.advance(Duration.ofSeconds(1));

        assertThat(funnel.quotes.get(quote.id()).state()).isEqualTo(QuoteState.EXPIRED);
        assertThat(list(QuoteState.SENT)).isEmpty();
        assertThat(list(QuoteState.EXPIRED)).extracting(Quote::id).containsExactly(quote.id());
        assertThat(problem(() -> funnel.quoteSteps.accept(quote.id(), new AcceptanceDraft(null, null)))
                        .code())
                .isEqualTo("quote-one-step");
        assertThat(funnel.quoteBook.revise(quote.id()).quote().validUntil()).hasToString("2027-01-31");
    }

    @Test
    @DisplayName("FUN-21: nothing is handed in or sent that is empty, out of date, or of a lost opportunity")
    void whatIsNoOfferStays() {
        var empty = funnel.quoteBook.create(draft(opportunity())).quote();
        var late = made(null);
        var lost = opportunity();
        var ofLost = funnel.quoteBook
                .create(draft(lost, line("Tea", "1", "1", null)))
                .quote();
        funnel.move(lost, "Lost", "PRICE");
        funnel.quoteSteps.submit(late.id(), NOTHING);
        funnel.clock.set(Instant.parse("2027-01-01T00:00:00Z"));

        assertThat(problem(() -> funnel.quoteSteps.submit(empty.id(), NOTHING)).code())
                .isEqualTo("no-lines");
        assertThat(problem(() -> funnel.quoteSteps.send(late.id(), NOTHING)).code())
                .isEqualTo("validity-over");
        assertThat(problem(() -> funnel.quoteSteps.submit(ofLost.id(), NOTHING)).code())
                .isEqualTo("opportunity-lost");
        assertThat(problem(() -> funnel.quoteBook.create(draft(lost))).code()).isEqualTo("opportunity-lost");
    }

    @Test
    @DisplayName(
            "FUN-21: an accepted quote gives its products to the opportunity where that is asked for, by the right to change it")
    void acceptanceMayTakeOver() {
        var one = opportunity();
        var quote = funnel.quoteBook
                .create(new QuoteDraft(
                        one.id().value(), List.of(line("Tea", "3", "33.33", "10")), "5", "2026-12-31", null))
                .quote();
        var lead = seller("韩梅梅");
        funnel.quoteSteps.submit(quote.id(), NOTHING);
        funnel.access.run(lead, () -> funnel.quoteSteps.approve(quote.id(), NOTHING));
        funnel.quoteSteps.send(quote.id(), NOTHING);

        assertThat(problem(() -> funnel.access.as(
                                lead, () -> funnel.quoteSteps.accept(quote.id(), new AcceptanceDraft(null, true))))
                        .kind())
                .isEqualTo(ProblemKind.FORBIDDEN);
        var accepted = funnel.quoteSteps.accept(quote.id(), new AcceptanceDraft("By telephone", true));

        var after = funnel.opportunities.get(one.id());
        assertThat(accepted.quote().state()).isEqualTo(QuoteState.ACCEPTED);
        assertThat(after.amount())
                .isEqualTo(Objects.requireNonNull(quote.totals()).net());
        assertThat(after.products()).hasSize(1);
        assertThat(after.products().get(0).net()).isEqualTo(Money.of("85.49", "CNY"));
        assertThat(funnel.quotes.get(sent().id()).state()).isEqualTo(QuoteState.SENT);
    }

    @Test
    @DisplayName("FUN-21: an accepted quote leaves the opportunity alone where nothing else is asked for")
    void acceptanceLeavesAlone() {
        var quote = sent();

        funnel.quoteSteps.accept(quote.id(), new AcceptanceDraft(null, null));

        assertThat(funnel.opportunities.get(quote.opportunityId()).products()).isEmpty();
        assertThat(funnel.quoteSteps.decline(sent().id(), NOTHING).quote().state())
                .isEqualTo(QuoteState.DECLINED);
    }

    @Test
    @DisplayName("FUN-21: a quote is in scope where its opportunity is")
    void scopeIsTheOpportunitys() {
        var quote = made(null);
        var stranger = funnel.users.employ("李雷");
        var own = Funnel.own(stranger);
        funnel.access.grant(stranger, own, "core:customer:view");
        funnel.access.grant(
                stranger, own, "funnel:quote:view", "funnel:quote:edit", "funnel:quote:create", "funnel:quote:send");

        funnel.access.run(stranger, () -> {
            assertThat(problem(() -> funnel.quotes.get(quote.id())).kind()).isEqualTo(ProblemKind.NOT_FOUND);
            assertThat(problem(() -> funnel.quoteSteps.submit(quote.id(), NOTHING))
                            .kind())
                    .isEqualTo(ProblemKind.NOT_FOUND);
            assertThat(problem(() -> funnel.quoteSteps.approve(quote.id(), NOTHING))
                            .kind())
                    .isEqualTo(ProblemKind.FORBIDDEN);
            assertThat(list(null)).isEmpty();
        });
        assertThat(list(null)).hasSize(1);
    }

    @Test
    @DisplayName(
            "FUN-21: where amounts are hidden a quote shows none, and nobody writes or approves what he does not see")
    void hiddenFiguresAreNotShown() {
        var quote = made("40");
        funnel.quoteSteps.submit(quote.id(), NOTHING);
        funnel.fields.limit("funnel:opportunity", "amount", FieldAccess.HIDE);
        var lead = seller("韩梅梅");

        var seen = funnel.quotes.get(quote.id());

        assertThat(seen.lines()).isEmpty();
        assertThat(seen.totals()).isNull();
        assertThat(seen.discount()).isNull();
        assertThat(list(null)).extracting(Quote::totals).containsOnlyNulls();
        assertThat(problem(() -> funnel.quoteBook.create(draft(opportunity()))).kind())
                .isEqualTo(ProblemKind.FORBIDDEN);
        assertThat(problem(() -> funnel.access.as(lead, () -> funnel.quoteSteps.approve(quote.id(), NOTHING)))
                        .code())
                .isEqualTo("figures-hidden");
    }

    @Test
    @DisplayName(
            "FUN-21: the paper names the customer as he is called when it is printed, and there is none without figures")
    void aPaperNamesTheCustomer() throws IOException {
        var quote = made(null);
        var customer = Objects.requireNonNull(quote.customerId());
        funnel.customers.call(customer, "王小明");

        var paper = funnel.quotePapers.of(quote.id(), Locale.SIMPLIFIED_CHINESE);

        assertThat(paper.name()).isEqualTo("Q-2026-000001-1.pdf");
        assertThat(text(paper)).contains("青禾茶庄", "王小明", "草稿", "1,003.44");
        funnel.database
                .transactions()
                .run(() -> funnel.data.erase(
                        new CustomerErasure(funnel.ids.next(), customer, ErasureMode.ERASE, "person-3", "asked")));
        assertThat(text(funnel.quotePapers.of(quote.id(), Locale.ENGLISH)))
                .contains("1,003.44")
                .doesNotContain("王小明", "Pay within");
        funnel.fields.limit("funnel:opportunity", "amount", FieldAccess.HIDE);
        assertThat(problem(() -> funnel.quotePapers.of(quote.id(), Locale.ENGLISH))
                        .code())
                .isEqualTo("figures-hidden");
    }

    @Test
    @DisplayName("FUN-21: papers that are asked for at once wait for each other, and all come whole")
    void papersWaitForEachOther() throws Exception {
        var quote = made(null);
        var threads = Executors.newFixedThreadPool(6);
        try {
            var asked = Collections.nCopies(6, (Callable<QuotePapers.Paper>) () ->
                    funnel.access.as(FakeAccess.SOMEBODY, () -> funnel.quotePapers.of(quote.id(), Locale.ENGLISH)));
            for (var paper : threads.invokeAll(asked)) {
                assertThat(text(paper.get())).contains("1,003.44");
            }
        } finally {
            threads.shutdown();
        }
    }

    private static String text(QuotePapers.Paper paper) throws IOException {
        try (var document = Loader.loadPDF(paper.pdf())) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    @DisplayName("FUN-21: lists of quotes are read by an index, however they are narrowed")
    void listsAreReadByAnIndex() {
        if (kind != DatabaseKind.DERBY) {
            return;
        }
        var one = opportunity();
        IntStream.range(0, 5).forEach(i -> funnel.quoteBook.create(draft(one, line("Tea", "1", "1", null))));
        for (var filter : List.of(
                new Quotes.Filter(null, null),
                new Quotes.Filter(null, QuoteState.IN_APPROVAL),
                new Quotes.Filter(one.id(), null))) {
            var plan = DerbyPlan.of(
                    funnel.database,
                    () -> funnel.quoteStore.list(
                            filter, FakeAccess.ALL, LocalDate.of(2026, 6, 1), new PageRequest(3, null)));
            assertThat(plan).doesNotContain("Table Scan ResultSet for FUNNEL_QUOTE");
        }
    }

    private List<Quote> list(@Nullable QuoteState state) {
        return funnel.quotes
                .list(new Quotes.Filter(null, state), new PageRequest(10, null))
                .items();
    }
}
