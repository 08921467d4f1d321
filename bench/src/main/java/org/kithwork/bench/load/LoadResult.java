package org.kithwork.bench.load;

import java.util.Optional;
import org.HdrHistogram.Histogram;

/** What was seen in the measured window; the histogram is in microseconds. */
public record LoadResult(
        Histogram latencies,
        long errors,
        Optional<String> firstError,
        double seconds,
        long serverCpuMillis,
        long databaseCpuMillis) {

    public long requests() {
        return latencies.getTotalCount();
    }

    public double rate() {
        return requests() / seconds;
    }

    public double percentileMillis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1_000.0;
    }

    public double serverCpuMillisEach() {
        return (double) serverCpuMillis / Math.max(1, requests() + errors);
    }

    public double databaseCpuMillisEach() {
        return (double) databaseCpuMillis / Math.max(1, requests() + errors);
    }

    /** Both windows as if they had been one. */
    public LoadResult plus(LoadResult other) {
        Histogram sum = latencies.copy();
        sum.add(other.latencies);
        return new LoadResult(
                sum,
                errors + other.errors,
                firstError.or(other::firstError),
                seconds + other.seconds,
                serverCpuMillis + other.serverCpuMillis,
                databaseCpuMillis + other.databaseCpuMillis);
    }
}
