package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.event.Event;
import org.kithwork.funnel.internal.opportunity.Opportunities.Filter;
import org.kithwork.funnel.internal.opportunity.Opportunities.Order;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.repurchase.RepurchaseRule;
import org.kithwork.funnel.internal.repurchase.RepurchaseRules;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.UserId;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RepurchaseTest {

    private static final Path CDNOW = Path.of("../../../shared/data/cdnow/CDNOW_sample.txt");

    private final DatabaseKind kind;
    private Funnel funnel;
    private Actor seller;

    RepurchaseTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        funnel = new Funnel(kind);
        seller = funnel.users.employ("韩梅梅");
    }

    @AfterEach
    void close() {
        funnel.close();
    }

    private CustomerId customer() {
        return funnel.customers.add(new UserId(seller.id()), null);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(funnel.clock.instant(), funnel.company.zone());
    }

    private Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(funnel.company.zone()).toInstant();
    }

    private Event event(CustomerId customer, String what, String purchase, Instant at, String amount) {
        return new Event(
                funnel.ids.next(),
                "archives.purchase." + what,
                customer,
                purchase,
                at,
                Map.of("amount", amount, "currency", "CNY"));
    }

    /** Buys on each of these days before today; answers the purchases. */
    private List<String> bought(CustomerId customer, int... daysAgo) {
        var purchases = new ArrayList<String>();
        for (int ago : daysAgo) {
            var purchase = funnel.ids.next();
            purchases.add(purchase);
            funnel.rhythmHandler.handle(event(customer, "completed", purchase, noon(today().minusDays(ago)), "100"));
        }
        return purchases;
    }

    private RepurchaseRule rule(@Nullable String factor, @Nullable Integer leastDays) {
        return funnel.repurchaseRules.put(
                funnel.standard().id(), new RepurchaseRules.Draft(null, "复购", factor, leastDays, null));
    }

    private List<Opportunity> of(CustomerId customer) {
        return funnel.opportunities
                .list(new Filter(customer, null, null, null, null, null, null), Order.OPENED, PageRequest.first(50))
                .items();
    }

    private String rhythm(CustomerId customer) {
        return funnel.rhythms
                .of(customer)
                .map(rhythm -> rhythm.days() + " " + rhythm.lastOn() + " " + rhythm.gapDays())
                .orElse("none");
    }

    private static Problem problem(ThrowingCallable action) {
        var caught = new Problem[1];
        assertThatThrownBy(action).isInstanceOfSatisfying(Problem.class, problem -> caught[0] = problem);
        return caught[0];
    }

    @Test
    @DisplayName(
            "FUN-17: an opportunity of the owner comes up on the day on which the expected gap is over, and says why")
    void comesUp() {
        var one = customer();
        bought(one, 55, 41, 27, 13);
        rule(null, null);
        funnel.repurchases.run();
        assertThat(of(one)).isEmpty();

        funnel.clock.advance(Duration.ofDays(1));
        funnel.repurchases.run();

        assertThat(of(one)).hasSize(1);
        var made = of(one).get(0);
        assertThat(made.source()).isEqualTo("REPURCHASE");
        assertThat(made.title()).isEqualTo("复购");
        assertThat(made.owner().id()).isEqualTo(seller.id());
        assertThat(made.stageId()).isEqualTo(funnel.standard().first().id());
        var why = funnel.repurchaseReasons.of(made.id());
        assertThat(why.withheld()).isFalse();
        assertThat(why.items()).singleElement().satisfies(reason -> {
            assertThat(reason.gapDays()).hasToString("14.0");
            assertThat(reason.lastOn()).isEqualTo(today().minusDays(14));
            assertThat(reason.dueOn()).isEqualTo(today());
            assertThat(reason.days()).isEqualTo(4);
        });
        assertThat(funnel.repurchaseReasons
                        .of(funnel.book.create(Funnel.draft(one, "1")).id())
                        .items())
                .isEmpty();
    }

    @Test
    @DisplayName(
            "FUN-17: one comes up once for each last purchase, whatever became of it, and again after another purchase")
    void notTwice() {
        var one = customer();
        bought(one, 56, 42, 28, 14);
        rule(null, null);
        funnel.repurchases.run();
        funnel.repurchases.run();
        assertThat(of(one)).hasSize(1);

        funnel.move(of(one).get(0), "Lost", "PRICE");
        for (int day = 0; day < 3; day++) {
            funnel.clock.advance(Duration.ofDays(1));
            funnel.repurchases.run();
        }
        rule("0.5", 3);
        funnel.repurchases.run();
        assertThat(of(one)).hasSize(1);

        bought(one, 0);
        funnel.clock.advance(Duration.ofDays(14));
        funnel.repurchases.run();
        assertThat(of(one)).hasSize(2);
    }

    @Test
    @DisplayName("FUN-17: two nodes that look at once write one down")
    void atOnce() throws Exception {
        var some = new ArrayList<CustomerId>();
        for (int i = 0; i < 5; i++) {
            var one = customer();
            bought(one, 56, 42, 28, 14);
            some.add(one);
        }
        rule(null, null);
        var pool = Executors.newFixedThreadPool(4);
        try {
            var looks = Collections.nCopies(4, (Callable<String>) () -> {
                funnel.repurchases.run();
                return "";
            });
            for (var look : pool.invokeAll(looks)) {
                look.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(some).allSatisfy(one -> assertThat(of(one)).hasSize(1));
    }

    @Test
    @DisplayName(
            "FUN-17: nobody is asked again where one is open already, who has no owner, who objected, who is erased, who is lost")
    void leftOut() {
        var open = customer();
        var alone = funnel.customers.add();
        var objecting = customer();
        var erased = customer();
        for (var one : List.of(open, alone, objecting, erased)) {
            bought(one, 56, 42, 28, 14);
        }
        var lost = customer();
        bought(lost, 406, 392, 378, 364);
        var few = customer();
        bought(few, 42, 28, 14);
        var daily = customer();
        bought(daily, 14, 14, 14, 14);
        var first = funnel.book.create(Funnel.draft(open, "1"));
        funnel.decisions.object(objecting);
        funnel.customers.erase(erased);
        rule(null, null);

        funnel.repurchases.run();

        assertThat(of(open)).hasSize(1);
        for (var one : List.of(alone, objecting, lost, few, daily)) {
            assertThat(of(one)).isEmpty();
        }
        funnel.move(first, "Lost", "PRICE");
        funnel.decisions.allow(objecting);
        funnel.repurchases.run();
        assertThat(of(objecting)).as("looked at once a day").isEmpty();
        funnel.clock.advance(Duration.ofDays(1));
        funnel.repurchases.run();
        assertThat(of(open)).hasSize(2);
        assertThat(of(objecting)).hasSize(1);
    }

    @Test
    @DisplayName("FUN-17: it is off until somebody sets it up, and off again when he says so")
    void off() {
        var one = customer();
        bought(one, 56, 42, 28, 14);
        funnel.repurchases.run();
        assertThat(funnel.repurchaseRules.list()).isEmpty();
        funnel.repurchaseRules.put(funnel.standard().id(), new RepurchaseRules.Draft(null, "复购", null, null, false));
        funnel.repurchases.run();
        assertThat(of(one)).isEmpty();
        var rule = rule("1.5", 3);
        assertThat(funnel.repurchaseRules.list()).containsExactly(rule);
        funnel.repurchases.run();
        assertThat(of(one)).as("not before one and a half gaps").isEmpty();
        funnel.clock.advance(Duration.ofDays(7));
        funnel.repurchases.run();
        assertThat(of(one)).hasSize(1);
    }

    @Test
    @DisplayName(
            "FUN-17: what is said of it is checked, each fault with its place, and asks the right to set pipelines up")
    void checked() {
        var pipeline = funnel.standard().id();
        var wrong = new RepurchaseRules.Draft(funnel.stage("Lost").id().value(), " ", "0.25", 2, true);
        assertThat(problem(() -> funnel.repurchaseRules.put(pipeline, wrong)).faults().stream()
                        .map(Fault::pointer)
                        .toList())
                .containsExactlyInAnyOrder("/stageId", "/title", "/factor", "/leastDays");
        var reader = funnel.users.employ("Reader");
        funnel.access.grant(reader, Funnel.own(reader), FunnelPermissions.VIEW_PIPELINES);
        funnel.access.run(reader, () -> {
            assertThat(funnel.repurchaseRules.list()).isEmpty();
            assertThat(problem(() -> rule(null, null)).code()).isEqualTo("forbidden");
        });
    }

    @Test
    @DisplayName(
            "FUN-17: events that come twice or in another order make no difference, and what is void, gone or given back does not count")
    void ofPurchases() {
        var last = noon(today().minusDays(1));
        for (int seed = 0; seed < 4; seed++) {
            var one = customer();
            bought(one, 41, 31, 21, 11);
            var before = rhythm(one);
            var purchase = funnel.ids.next();
            var events = new ArrayList<Event>();
            events.add(event(one, "completed", purchase, last, "100"));
            events.add(event(one, "extended", purchase, last, "20"));
            events.add(event(one, "returned", purchase, last.plusSeconds(9), "90"));
            events.add(event(one, "returned", purchase, last.plusSeconds(10), "30"));
            events.addAll(List.copyOf(events));
            Collections.shuffle(events, new Random(seed));
            events.forEach(funnel.rhythmHandler::handle);
            assertThat(rhythm(one)).isEqualTo(before);
        }
        var buyer = customer();
        var purchases = bought(buyer, 41, 31, 21, 11);
        assertThat(rhythm(buyer)).isEqualTo("4 " + today().minusDays(11) + " 10.0");
        funnel.rhythmHandler.handle(event(buyer, "voided", purchases.get(3), last, "100"));
        assertThat(rhythm(buyer)).isEqualTo("3 " + today().minusDays(21) + " 10.0");
        funnel.rhythmHandler.handle(event(buyer, "returned", purchases.get(2), last, "100"));
        assertThat(rhythm(buyer)).isEqualTo("2 " + today().minusDays(31) + " 10.0");
        funnel.rhythmHandler.handle(event(buyer, "return-removed", purchases.get(2), last, "100"));
        assertThat(rhythm(buyer)).isEqualTo("3 " + today().minusDays(21) + " 10.0");
        purchases.forEach(gone -> funnel.rhythmHandler.handle(event(buyer, "removed", gone, last, "100")));
        assertThat(rhythm(buyer)).isEqualTo("none");
    }

    @Test
    @DisplayName("FUN-17: a merge makes one rhythm of two and asks once; undone, each has its own again")
    void merged() {
        var survivor = customer();
        var absorbed = customer();
        bought(survivor, 56, 28);
        bought(absorbed, 42, 14);
        rule(null, null);
        var merge = new CustomerMerge(funnel.ids.next(), survivor, absorbed);
        funnel.customers.merge(survivor, absorbed);
        funnel.data.merge(merge);
        funnel.data.merge(merge);
        assertThat(rhythm(survivor)).isEqualTo("4 " + today().minusDays(14) + " 14.0");
        assertThat(rhythm(absorbed)).isEqualTo("none");
        funnel.rhythmHandler.handle(event(absorbed, "completed", funnel.ids.next(), noon(today().minusDays(70)), "5"));
        assertThat(rhythm(survivor)).startsWith("5 ");

        funnel.repurchases.run();
        assertThat(of(survivor)).hasSize(1);

        funnel.customers.separate(absorbed);
        funnel.data.undo(merge);
        assertThat(rhythm(absorbed)).isEqualTo("2 " + today().minusDays(14) + " 28.0");
        assertThat(rhythm(survivor)).isEqualTo("3 " + today().minusDays(28) + " 21.0");
    }

    @Test
    @DisplayName("FUN-17: of an erased customer no rhythm is left, and no event makes one again")
    void erased() {
        var one = customer();
        var purchases = bought(one, 56, 42, 28, 14);
        funnel.data.erase(new CustomerErasure(funnel.ids.next(), one, ErasureMode.ANONYMISE, "P-1", "asked"));
        funnel.customers.erase(one);
        assertThat(rhythm(one)).isEqualTo("none");
        assertThat(problem(() ->
                                funnel.rhythmHandler.handle(event(one, "voided", purchases.get(0), Instant.EPOCH, "1")))
                        .code())
                .isEqualTo("customer-erased");
    }

    @Test
    @DisplayName("FUN-17: what a rhythm is made of is kept no longer than a company says, but for whom it must keep")
    void forgotten() {
        var one = customer();
        var held = customer();
        bought(one, 80, 60, 40, 20, 10);
        bought(held, 80, 60, 40, 20, 10);
        var request = new RetentionRequest(
                "funnel.purchase-note", RetentionAction.DELETE, noon(today().minusDays(50)), Set.of(held));
        var due = funnel.retention.due(request);
        assertThat(due.due()).isEqualTo(2);
        assertThat(due.blocked()).isEqualTo(2);
        assertThat(due.sample()).containsExactly(one);

        var batch = funnel.retention.remove(request, null, 100);

        assertThat(batch.removed()).isEqualTo(2);
        assertThat(rhythm(one)).isEqualTo("3 " + today().minusDays(10) + " 15.0");
        assertThat(rhythm(held)).startsWith("5 ");
        assertThat(funnel.retention.due(request).due()).isZero();
    }

    @Test
    @DisplayName("FUN-17: what is told of purchases is for those who may see purchases")
    void reasonsAskARight() {
        var one = customer();
        bought(one, 56, 42, 28, 14);
        rule(null, null);
        funnel.repurchases.run();
        var id = of(one).get(0).id();
        funnel.access.grant(seller, Funnel.own(seller), "core:customer:view", FunnelPermissions.VIEW_OPPORTUNITIES);

        funnel.access.run(seller, () -> {
            assertThat(funnel.repurchaseReasons.of(id).items()).isEmpty();
            assertThat(funnel.repurchaseReasons.of(id).withheld()).isTrue();
        });
        funnel.access.grant(seller, Funnel.own(seller), "archives:purchase:view");
        funnel.access.run(
                seller,
                () -> assertThat(funnel.repurchaseReasons.of(id).items()).hasSize(1));
    }

    @Test
    @DisplayName("FUN-17: of a real shop's customers those come up whose own rhythm says so, each once")
    void cdnow() throws IOException {
        assumeThat(CDNOW).as("the reference data").exists();
        var customers = new HashMap<String, CustomerId>();
        var days = new HashMap<CustomerId, List<LocalDate>>();
        var until = LocalDate.of(1998, 6, 30);
        var shift = Duration.between(
                        until.atTime(12, 0).toInstant(ZoneOffset.UTC),
                        today().atTime(12, 0).toInstant(ZoneOffset.UTC))
                .toDays();
        for (var line : Files.readAllLines(CDNOW)) {
            var cells = line.trim().split("\\s+");
            if (Integer.parseInt(cells[1]) > 300) {
                continue;
            }
            var one = customers.computeIfAbsent(cells[1], any -> customer());
            var day =
                    LocalDate.parse(cells[2], DateTimeFormatter.BASIC_ISO_DATE).plusDays(shift);
            days.computeIfAbsent(one, any -> new ArrayList<>()).add(day);
            funnel.rhythmHandler.handle(event(one, "completed", funnel.ids.next(), noon(day), cells[4]));
        }
        rule("1", 4);
        for (int portion = 0; portion < 3; portion++) {
            funnel.repurchases.run();
        }

        var expected = 0;
        for (var one : days.entrySet()) {
            var due = isDue(one.getValue());
            expected += due ? 1 : 0;
            assertThat(of(one.getKey())).as("%s", one.getValue()).hasSize(due ? 1 : 0);
        }
        assertThat(days).hasSize(300);
        assertThat(expected).isGreaterThan(20);
    }

    /** Worked out from the days alone, another way than the product does. */
    private boolean isDue(List<LocalDate> bought) {
        var days = bought.stream()
                .mapToLong(LocalDate::toEpochDay)
                .distinct()
                .sorted()
                .toArray();
        if (days.length < 4) {
            return false;
        }
        var gaps = new ArrayList<Long>();
        for (int i = days.length - 1; i > 0 && gaps.size() < 8; i--) {
            gaps.add(days[i] - days[i - 1]);
        }
        Collections.sort(gaps);
        var n = gaps.size();
        var gap = n % 2 == 1 ? gaps.get(n / 2) : (gaps.get(n / 2) + gaps.get(n / 2 - 1)) / 2.0;
        var away = today().toEpochDay() - days[days.length - 1];
        return away >= gap && away < Math.max(4 * gap, 180);
    }

    @Test
    @DisplayName(
            "FUN-22: other modules learn what is open, won and lost with a customer, within scope and without hidden money")
    void signals() {
        var one = customer();
        var open = funnel.book.create(Funnel.draft(one, "100"));
        funnel.book.create(Funnel.draft(one, null));
        var won = funnel.move(funnel.book.create(Funnel.draft(one, "30")), "Purchase");
        funnel.move(funnel.book.create(Funnel.draft(one, "7")), "Lost", "PRICE");
        funnel.clock.advance(Duration.ofDays(1));

        assertThat(told(one))
                .containsExactlyInAnyOrder(
                        "opportunity.open 100.00",
                        "opportunity.open null",
                        "opportunity.won 30.00",
                        "opportunity.lost 7.00");
        assertThat(read(one).stream().filter(signal -> signal.type().equals("opportunity.won")))
                .singleElement()
                .satisfies(signal -> assertThat(signal.at()).isEqualTo(won.wonAt()));
        funnel.fields.limit("funnel:opportunity", "amount", FieldAccess.HIDE);
        assertThat(told(one)).allMatch(signal -> signal.endsWith("null"));
        var stranger = funnel.user("李雷", Funnel.own(funnel.users.employ("X")), FunnelPermissions.VIEW_OPPORTUNITIES);
        funnel.access.run(stranger, () -> assertThat(read(one)).isEmpty());
        assertThat(open.customerId()).isEqualTo(one);
    }

    private List<Signal> read(CustomerId one) {
        return funnel.ownSignals.read(new SignalQuery(
                Set.of(one),
                Set.of("opportunity.open", "opportunity.won", "opportunity.lost"),
                Instant.EPOCH,
                funnel.clock.instant()));
    }

    private List<String> told(CustomerId one) {
        return read(one).stream()
                .map(signal -> signal.type() + " " + Objects.toString(signal.value()))
                .toList();
    }
}
