package org.kithwork.core.internal.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentState.Standing;
import org.kithwork.consent.Decider;
import org.kithwork.consent.Decision;
import org.kithwork.consent.Purpose;
import org.kithwork.core.internal.consent.store.ConsentEntity;

class ConsentFoldTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = START.plusSeconds(100);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<ConsentEntity> random(long seed) {
        var random = new Random(seed);
        var events = new ArrayList<ConsentEntity>();
        for (int i = 0; i < 8; i++) {
            var event = new ConsentEntity();
            event.id = "%02d".formatted(i);
            event.customerId = random.nextBoolean() ? "a" : "b";
            event.purpose = random.nextBoolean() ? Purpose.MARKETING : Purpose.SERVICE;
            event.channel = random.nextBoolean() ? Channel.SMS : Channel.ANY;
            event.decision = Decision.values()[random.nextInt(3)];
            event.decider = random.nextBoolean() ? Decider.SELF : Decider.STAFF;
            event.imported = random.nextInt(4) == 0;
            event.decidedAt = START.plusSeconds(random.nextInt(6));
            events.add(event);
        }
        return events;
    }

    private static ConsentFold.Result fold(List<ConsentEntity> events) {
        return new ConsentFold(events, NOW, false).at(Purpose.MARKETING, Channel.SMS);
    }

    @RepeatedTest(300)
    @DisplayName("CORE-13: the order in which decisions arrive does not matter")
    void order(RepetitionInfo run) {
        var events = random(run.getCurrentRepetition());
        var expected = fold(events);
        var shuffled = new ArrayList<>(events);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(shuffled, new Random(i));
            assertThat(fold(shuffled)).isEqualTo(expected);
        }
    }

    @RepeatedTest(300)
    @DisplayName(
            "CORE-13 edge 11: nothing that is imported, and nothing that staff say elsewhere, turns a refusal into a grant")
    void strict(RepetitionInfo run) {
        var events = random(run.getCurrentRepetition());
        var before = fold(events).standing();
        for (var imported : new boolean[] {true, false}) {
            for (int second = 0; second < 8; second++) {
                var more = new ConsentEntity();
                more.id = "99";
                more.customerId = "c";
                more.purpose = Purpose.MARKETING;
                more.channel = Channel.SMS;
                more.decision = Decision.GRANT;
                more.decider = imported ? Decider.SELF : Decider.STAFF;
                more.imported = imported;
                more.decidedAt = START.plusSeconds(second);
                var all = new ArrayList<>(events);
                all.add(more);
                if (before == Standing.REFUSED) {
                    assertThat(fold(all).standing()).isEqualTo(Standing.REFUSED);
                }
            }
        }
    }

    @RepeatedTest(300)
    @DisplayName(
            "CORE-13 edge 18: the person's own later grant on the channel always counts, his own later refusal too")
    void own(RepetitionInfo run) {
        var all = new ArrayList<>(random(run.getCurrentRepetition()));
        var more = new ConsentEntity();
        more.id = "99";
        more.customerId = "a";
        more.purpose = Purpose.MARKETING;
        more.channel = Channel.SMS;
        more.decision = Decision.GRANT;
        more.decider = Decider.SELF;
        more.decidedAt = START.plusSeconds(50);
        all.add(more);
        assertThat(fold(all).standing()).isEqualTo(Standing.GRANTED);
        more.decision = Decision.WITHDRAW;
        more.channel = Channel.ANY;
        assertThat(fold(all).standing()).isEqualTo(Standing.REFUSED);
    }

    private static @Nullable Instant end(String from, String until, String at, ZoneId zone) {
        return new QuietHours(LocalTime.parse(from), LocalTime.parse(until))
                .endOf(Instant.parse(at), zone)
                .orElse(null);
    }

    @Test
    @DisplayName("S-26 edge 16: quiet hours begin and end on the minute, within a day and across midnight")
    void hours() {
        assertThat(end("21:00", "08:00", "2026-03-02T12:59:59Z", SHANGHAI)).isNull();
        assertThat(end("21:00", "08:00", "2026-03-02T13:00:00Z", SHANGHAI)).isEqualTo("2026-03-03T00:00:00Z");
        assertThat(end("21:00", "08:00", "2026-03-02T23:59:59Z", SHANGHAI)).isEqualTo("2026-03-03T00:00:00Z");
        assertThat(end("21:00", "08:00", "2026-03-03T00:00:00Z", SHANGHAI)).isNull();
        assertThat(end("12:00", "14:00", "2026-03-02T05:00:00Z", SHANGHAI)).isEqualTo("2026-03-02T06:00:00Z");
        assertThat(end("08:00", "08:00", "2026-03-02T05:00:00Z", SHANGHAI)).isNull();
    }

    @Test
    @DisplayName("S-26 edge 15: in the nights in which clocks are changed quiet hours end later than they are asked")
    void clockChanges() {
        assertThat(end("21:00", "02:30", "2026-03-29T00:45:00Z", BERLIN)).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(end("21:00", "02:30", "2026-10-25T01:10:00Z", BERLIN)).isEqualTo("2026-10-25T01:30:00Z");
        for (var zone : List.of(BERLIN, SHANGHAI, ZoneId.of("Asia/Urumqi"), ZoneId.of("America/New_York"))) {
            for (var night = Instant.parse("2026-03-28T20:00:00Z");
                    night.isBefore(Instant.parse("2026-03-30T20:00:00Z"));
                    night = night.plusSeconds(600)) {
                var until = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0)).endOf(night, zone);
                if (until.isPresent()) {
                    assertThat(until.get()).isAfter(night);
                    assertThat(until.get().atZone(zone).toLocalTime()).isEqualTo(LocalTime.of(8, 0));
                }
            }
        }
    }
}
