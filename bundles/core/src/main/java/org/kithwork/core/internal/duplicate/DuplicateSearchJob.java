package org.kithwork.core.internal.duplicate;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.kithwork.core.internal.duplicate.store.DuplicateStore;
import org.kithwork.job.spi.JobHandler;
import org.kithwork.job.spi.JobRun;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Searches the whole store for duplicates, and takes out of the queue what it has not found again. */
@Component(service = JobHandler.class)
public final class DuplicateSearchJob implements JobHandler {

    static final String KIND = "core.duplicates";
    static final String METHOD = "method";
    static final String BEGAN = "began";

    private final AccessControl access;
    private final ContactBlocks blocks;
    private final EstimatedSearch estimated;
    private final DuplicateStore store;
    private final Clock clock;

    @Activate
    public DuplicateSearchJob(
            @Reference AccessControl access,
            @Reference ContactBlocks blocks,
            @Reference EstimatedSearch estimated,
            @Reference DuplicateStore store,
            @Reference Clock clock) {
        this.access = access;
        this.blocks = blocks;
        this.estimated = estimated;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title(String given, Locale locale) {
        return Message.of(DuplicateSearchJob.class, "job-search").text(locale);
    }

    @Override
    public void run(JobRun run) {
        access.require(Duplicates.CONFIGURE);
        var method = DuplicateMethod.valueOf(String.valueOf(run.data().get(METHOD)));
        var began = run.state().get(BEGAN) instanceof String text ? Instant.parse(text) : clock.instant();
        boolean done = method == DuplicateMethod.DEFAULT
                ? blocks.search(run, Map.of(BEGAN, began.toString()))
                : estimated.search(run);
        if (done) {
            store.removeOthers(method, run.id(), began);
        }
    }
}
