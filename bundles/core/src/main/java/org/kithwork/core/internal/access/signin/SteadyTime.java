package org.kithwork.core.internal.access.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The time of whatever ends or waits in signing in. It follows the clock of the machine, but never back: when that is set
 * back, time goes on from where it was, so that nothing that has ended lives again and no wait gets longer or shorter.
 */
@Component(service = SteadyTime.class)
public final class SteadyTime {

    private final Clock clock;
    private final LongSupplier ticker;
    private Instant last;
    private long tick;

    @Activate
    public SteadyTime(@Reference Clock clock) {
        this(clock, System::nanoTime);
    }

    SteadyTime(Clock clock, LongSupplier ticker) {
        this.clock = clock;
        this.ticker = ticker;
        this.last = clock.instant();
        this.tick = ticker.getAsLong();
    }

    /** With time that goes on by the clock alone. */
    public static SteadyTime by(Clock clock) {
        return new SteadyTime(clock, () -> 0);
    }

    /** Now; never before an answer that was given already. */
    public synchronized Instant now() {
        var next = ticker.getAsLong();
        var running = last.plusNanos(next - tick);
        var shown = clock.instant();
        tick = next;
        last = shown.isAfter(running) ? shown : running;
        return last;
    }
}
