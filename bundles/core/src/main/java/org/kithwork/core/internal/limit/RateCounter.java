package org.kithwork.core.internal.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.kithwork.company.Company;
import org.kithwork.core.internal.limit.store.UsageStore;
import org.kithwork.core.internal.protection.BlindIndex;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.limit.RateLimits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts by a keyed hash beside what users do in a day, and is forgotten with it. */
@Component(service = RateLimits.class)
public final class RateCounter implements RateLimits {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final UsageStore store;
    private final BlindIndex index;
    private final Company company;
    private final Clock clock;

    @Activate
    public RateCounter(
            @Reference UsageStore store, @Reference Keys keys, @Reference Company company, @Reference Clock clock) {
        this.store = store;
        this.index = new BlindIndex(keys.ring());
        this.company = company;
        this.clock = clock;
    }

    @Override
    public boolean take(String what, String who, int most, Duration window) {
        if (window.toSeconds() < 1 || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A window is from a second to a day: " + window);
        }
        var key = key(what, who, window);
        // The first two at once meet when the row is made; the one that came second tries again.
        return store.add(key, 1, most) || (store.usage(key).used() < most && store.add(key, 1, most));
    }

    private String key(String what, String who, Duration window) {
        var now = clock.instant();
        var number = now.getEpochSecond() / window.toSeconds();
        var mark = index.of(DataClass.CONTACT, "rate", String.join("\n", what, who, window.toString(), "" + number));
        return LocalDate.ofInstant(now, company.zone()) + " RATE " + mark;
    }
}
