package org.kithwork.core.internal.retention;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kithwork.core.internal.retention.store.ResultEntity;
import org.kithwork.core.internal.retention.store.RetentionStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.json.Json;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The log of runs: ids and counts, and nothing about anybody. */
@Component(service = RetentionResults.class)
public final class RetentionResults {

    /** So that the JSON of very many stores fits its column. */
    private static final int MOST_STORES = 500;

    private final RetentionStore store;
    private final Json json;

    @Activate
    public RetentionResults(@Reference RetentionStore store, @Reference Json json) {
        this.store = store;
        this.json = json;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Long> stores(Json json, ResultEntity result) {
        var stores = new HashMap<String, Long>();
        json.read(result.stores, Map.class)
                .forEach((id, count) -> stores.put(String.valueOf(id), ((Number) count).longValue()));
        return stores;
    }

    static List<CustomerId> sample(Json json, ResultEntity result) {
        return Arrays.stream(json.read(result.sample, String[].class))
                .map(CustomerId::new)
                .toList();
    }

    /** Notes what a rule met; in the current transaction. */
    void counted(String runId, RetentionRequest request, RetentionDue due) {
        var result = result(runId, request);
        result.due = due.due() + result.removed;
        result.blocked = due.blocked();
        result.oldestAt = due.oldest();
        result.stores = json.write(due.stores().size() > MOST_STORES ? Map.of() : due.stores());
        result.sample = json.write(
                due.sample().stream().map(CustomerId::value).limit(10).toList());
    }

    /** Notes that some more went; in the current transaction. */
    void removed(String runId, RetentionRequest request, long count) {
        result(runId, request).removed += count;
    }

    /** Notes why a rule was left out; in the current transaction. */
    void leftOut(String runId, RetentionRequest request, String problem) {
        result(runId, request).problem = problem.length() > 400 ? problem.substring(0, 400) : problem;
    }

    /** Notes the end of a run; in the current transaction. */
    void finished(String runId, Instant now) {
        store.run(runId).ifPresent(run -> run.finishedAt = now);
    }

    private ResultEntity result(String runId, RetentionRequest request) {
        var fresh = new ResultEntity();
        fresh.action = request.action();
        fresh.beforeAt = request.before();
        return store.result(runId, request.kind(), fresh);
    }
}
