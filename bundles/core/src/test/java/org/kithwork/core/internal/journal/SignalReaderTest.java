package org.kithwork.core.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kithwork.core.internal.journal.JournalNode.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.signal.SignalType;
import org.kithwork.signal.spi.SignalSource;
import org.kithwork.test.FakeAccess;

class SignalReaderTest {

    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final SignalQuery QUERY =
            new SignalQuery(Set.of(customer(1)), Set.of("purchase.completed", "ticket.opened"), MAY, JUNE);

    private final SignalReader reader = new SignalReader(FakeAccess.allowingAll());

    private static SignalSource source(String type, Signal... signals) {
        return new SignalSource() {
            @Override
            public Set<SignalType> types() {
                return Set.of(new SignalType(type, "none"));
            }

            @Override
            public List<Signal> read(SignalQuery query) {
                assertThat(query.types()).containsExactly(type);
                return List.of(signals);
            }
        };
    }

    private static Signal bought(int customer, Instant at) {
        return new Signal(customer(customer), "purchase.completed", at, BigDecimal.TEN);
    }

    @Test
    void whatNobodyOffersIsAbsentRatherThanZero() {
        reader.sources = List.of(source("purchase.completed", bought(1, MAY)));

        var reading = reader.read(QUERY);

        assertThat(reading.signals()).containsExactly(bought(1, MAY));
        assertThat(reading.absent()).containsExactly("ticket.opened");
    }

    @Test
    void withoutAnySourceEverythingIsAbsent() {
        assertThat(reader.read(QUERY).absent()).containsExactlyInAnyOrder("purchase.completed", "ticket.opened");
        assertThat(reader.offered()).isEmpty();
    }

    @Test
    void whatASourceFailsToGiveIsAbsentEvenIfAnotherOffersItToo() {
        var broken = new SignalSource() {
            @Override
            public Set<SignalType> types() {
                return Set.of(new SignalType("purchase.completed", "none"));
            }

            @Override
            public List<Signal> read(SignalQuery query) {
                throw new IllegalStateException();
            }
        };
        reader.sources = List.of(source("purchase.completed", bought(1, MAY)), broken, source("ticket.opened"));

        var reading = reader.read(QUERY);

        assertThat(reading.signals()).isEmpty();
        assertThat(reading.absent()).containsExactly("purchase.completed");
    }

    @Test
    void whatWasNotAskedForIsLeftOut() {
        reader.sources = List.of(
                source("purchase.completed", bought(1, JUNE), bought(2, MAY), bought(1, MAY.plusSeconds(1))),
                source("survey.answered"));

        assertThat(reader.read(QUERY).signals()).containsExactly(bought(1, MAY.plusSeconds(1)));
    }

    @Test
    void factsComeByCustomerAndTime() {
        reader.sources = List.of(source("purchase.completed", bought(1, MAY.plusSeconds(2)), bought(1, MAY)));

        assertThat(reader.read(QUERY).signals()).containsExactly(bought(1, MAY), bought(1, MAY.plusSeconds(2)));
    }
}
