package org.kithwork.bench.limit;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDv7 as text, by the clock or by the index of a made-up customer. */
final class LimitIds {

    private static final long START_OF_2024 = 1_704_067_200_000L;

    private LimitIds() {}

    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return id(System.currentTimeMillis(), random.nextLong(), random.nextLong());
    }

    static String ofIndex(long index) {
        return id(START_OF_2024 + index, index * 0x9E3779B97F4A7C15L, index * 0xC2B2AE3D27D4EB4FL);
    }

    private static String id(long millis, long a, long b) {
        return new UUID(millis << 16 | 0x7000 | a >>> 52, 0x8000000000000000L | b >>> 2).toString();
    }
}
