package org.kithwork.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class FixedClock extends Clock {

    private volatile Instant now;

    public FixedClock(Instant now) {
        this.now = now;
    }

    /** A clock at some time in 2026. */
    public static FixedClock in2026() {
        return new FixedClock(Instant.parse("2026-03-02T01:00:00Z"));
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
    }

    public void set(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
