package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.money.Money;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SummaryAndSignalsTest {

    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

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
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    @Test
    void theSummaryCountsWhatIsKeptLessWhatCameBack() {
        var first = buy("2026-01-05T02:00:00Z", "CNY", "2", "10.05");
        buy("2026-02-05T02:00:00Z", "CNY", "1", "5");
        buy("2026-02-06T02:00:00Z", "JPY", "1", "700");
        var mistake = buy("2026-02-28T02:00:00Z", "CNY", "1", "1000");
        archives.purchaseBook.giveBack(first.id(), Archives.back(first, 0, "1"));
        archives.purchaseBook.annul(mistake.id(), "mistake");
        archives.interactionBook.record(archives.call(customer, "Hello"));

        var summary = archives.summaries.of(customer);

        assertThat(summary.purchases()).isEqualTo(3);
        assertThat(summary.net()).isEqualTo(Money.of("15.05", "CNY"));
        assertThat(summary.otherNets()).containsExactly(Money.of("700", "JPY"));
        assertThat(summary.firstAt()).isEqualTo("2026-01-05T02:00:00Z");
        assertThat(summary.lastAt()).isEqualTo("2026-02-06T02:00:00Z");
        assertThat(summary.interactions()).isEqualTo(1);
        assertThat(summary.lastInteractionAt()).isEqualTo(archives.clock.instant());
    }

    @Test
    void theSummaryOfSomebodyNewIsZeroAndOfNothingOneMaySeeIsSilent() {
        var summary = archives.summaries.of(customer);
        var visitor = new Actor(Actor.Kind.USER, archives.ids.next(), "visitor");
        archives.access.grant(visitor, "core:customer:view");

        assertThat(summary.purchases()).isZero();
        assertThat(summary.net()).isEqualTo(Money.of("0", "CNY"));
        assertThat(summary.firstAt()).isNull();
        archives.access.run(visitor, () -> {
            assertThat(archives.summaries.of(customer).purchases()).isNull();
            assertThat(archives.summaries.of(customer).interactions()).isNull();
        });
    }

    @Test
    void signalsTellDateAndNetOfWhatIsNotVoid() {
        var first = buy("2026-01-05T02:00:00Z", "CNY", "3", "10.00");
        buy("2026-02-06T02:00:00Z", "JPY", "1", "700");
        var mistake = buy("2026-02-28T02:00:00Z", "CNY", "1", "1000");
        archives.purchaseBook.annul(mistake.id(), "mistake");
        archives.purchaseBook.giveBack(first.id(), Archives.back(first, 0, "1"));
        archives.interactionBook.record(archives.call(customer, "Hello"));

        var signals = read(LONG_AGO, LATER, "purchase.completed", "purchase.returned", "interaction.recorded");

        assertThat(signals)
                .containsExactlyInAnyOrder(
                        new Signal(
                                customer, "purchase.completed", Instant.parse("2026-01-05T02:00:00Z"), amount("30.00")),
                        new Signal(customer, "purchase.completed", Instant.parse("2026-02-06T02:00:00Z"), null),
                        new Signal(customer, "purchase.returned", archives.clock.instant(), amount("10.00")),
                        new Signal(customer, "interaction.recorded", archives.clock.instant(), null));
    }

    @Test
    void signalsAreThoseFromTheStartUntilBeforeTheEnd() {
        buy("2026-01-05T02:00:00Z", "CNY", "1", "1.00");
        buy("2026-01-06T02:00:00Z", "CNY", "1", "2.00");

        var signals = read(
                Instant.parse("2026-01-05T02:00:00Z"), Instant.parse("2026-01-06T02:00:00Z"), "purchase.completed");

        assertThat(signals).extracting(Signal::value).containsExactly(amount("1.00"));
    }

    @Test
    void signalsHoldTheScopeOfTheReader() {
        buy("2026-01-05T02:00:00Z", "CNY", "1", "1.00");
        var id = archives.ids.next();
        var stranger = archives.user(id, "stranger", Archives.owner(new UserId(id)));
        var nobody = new Actor(Actor.Kind.MODULE, "nobody", "nobody");

        archives.access.run(
                stranger,
                () -> assertThat(read(LONG_AGO, LATER, "purchase.completed")).isEmpty());
        archives.access.run(
                nobody,
                () -> assertThatThrownBy(() -> read(LONG_AGO, LATER, "purchase.completed"))
                        .isInstanceOf(Problem.class));
    }

    private List<Signal> read(Instant from, Instant until, String... types) {
        return archives.signals.read(new SignalQuery(Set.of(customer), Set.of(types), from, until));
    }

    private Purchase buy(String at, String currency, String quantity, String price) {
        return archives.purchaseBook.complete(new PurchaseDraft(
                customer.value(), null, null, at, currency, List.of(Archives.line(quantity, price)), null, null));
    }

    private static BigDecimal amount(String amount) {
        return new BigDecimal(amount);
    }
}
