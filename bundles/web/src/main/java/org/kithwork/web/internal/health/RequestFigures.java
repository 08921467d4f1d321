package org.kithwork.web.internal.health;

import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Counts requests by class of status and by how long they took. */
@Component(service = RequestFigures.class)
public final class RequestFigures {

    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    private static final String NAME = "kithwork_http_request_duration_seconds";

    private final LongAdder[] classes = adders(6);
    private final LongAdder[] buckets = adders(BOUNDS.length + 1);
    private final LongAdder nanos = new LongAdder();

    @Activate
    public RequestFigures() {}

    /** Notes one answered request. */
    public void note(int status, long took) {
        classes[Math.min(5, Math.max(0, status / 100))].increment();
        int bucket = 0;
        while (bucket < BOUNDS.length && took > BOUNDS[bucket] * 1e9) {
            bucket++;
        }
        buckets[bucket].increment();
        nanos.add(took);
    }

    void print(StringBuilder out) {
        out.append("# HELP kithwork_http_requests_total Answered requests by class of status.\n");
        out.append("# TYPE kithwork_http_requests_total counter\n");
        for (int i = 1; i < classes.length; i++) {
            out.append("kithwork_http_requests_total{status=\"")
                    .append(i)
                    .append("xx\"} ")
                    .append(classes[i].sum())
                    .append('\n');
        }
        out.append("# HELP ").append(NAME).append(" Time to answer a request.\n");
        out.append("# TYPE ").append(NAME).append(" histogram\n");
        long sum = 0;
        for (int i = 0; i < buckets.length; i++) {
            sum += buckets[i].sum();
            out.append(NAME).append("_bucket{le=\"");
            out.append(i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf");
            out.append("\"} ").append(sum).append('\n');
        }
        out.append(NAME).append("_sum ").append(nanos.sum() / 1e9).append('\n');
        out.append(NAME).append("_count ").append(sum).append('\n');
    }

    private static LongAdder[] adders(int count) {
        var adders = new LongAdder[count];
        for (int i = 0; i < count; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }
}
