package org.kithwork.core.internal.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.UUIDClock;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.kithwork.id.Ids;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** UUIDv7 that grow even when the clock is set back. */
@Component(service = Ids.class)
public final class TimeOrderedIds implements Ids {

    private final NoArgGenerator generator;

    @Activate
    public TimeOrderedIds(@Reference Clock clock) {
        generator = Generators.timeBasedEpochGenerator(new SecureRandom(), new NeverBack(clock));
    }

    @Override
    public String next() {
        return generator.generate().toString();
    }

    /** A clock that stands still while the real one is behind. */
    private static final class NeverBack extends UUIDClock {

        private final Clock clock;
        private final AtomicLong latest = new AtomicLong();

        private NeverBack(Clock clock) {
            this.clock = clock;
        }

        @Override
        public long currentTimeMillis() {
            return latest.accumulateAndGet(clock.millis(), Math::max);
        }
    }
}
