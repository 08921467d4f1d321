package org.kithwork.core.internal.protection;

import com.google.crypto.tink.KeysetHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The keys of one file as they were read, and what is made of them. */
final class Keyset {
    private static final long LOOKED_AFTER = Duration.ofSeconds(30).toNanos();

    private final KeysetHandle handle;
    private final Instant asOf;
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());
    private volatile @Nullable Object primitive;

    Keyset(KeysetHandle handle, Instant asOf) {
        this.handle = handle;
        this.asOf = asOf;
    }

    KeysetHandle handle() {
        return handle;
    }

    boolean isAsOf(Instant changedAt) {
        return asOf.equals(changedAt);
    }

    /** Whether it is time to look at the file again; for one of those who ask. */
    boolean isDue() {
        long looked = lookedAt.get();
        long now = System.nanoTime();
        return now - looked > LOOKED_AFTER && lookedAt.compareAndSet(looked, now);
    }

    <T> T primitive(Class<T> type) {
        Object made = primitive;
        if (made == null) {
            made = KeyMaking.primitive(handle, type);
            primitive = made;
        }
        return type.cast(made);
    }
}
