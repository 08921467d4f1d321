package org.kithwork.core.internal.duplicate;

import java.util.ArrayList;
import java.util.List;
import org.kithwork.core.internal.customer.CustomerTexts;
import org.kithwork.core.internal.duplicate.DuplicateWriter.Found;
import org.kithwork.core.internal.duplicate.linkage.Linkage;
import org.kithwork.core.internal.duplicate.store.DuplicateStore;
import org.kithwork.job.spi.JobRun;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Compares customers by weights that it estimates from them. It holds all of them in memory, so there is a limit; stopped,
 * it begins again.
 */
@Component(service = EstimatedSearch.class)
public final class EstimatedSearch {

    private static final int MOST = 100_000;
    private static final int PAGE = 1_000;
    private static final int WRITTEN = 200;
    private static final double TOLERANCE = (100.0 - DuplicateScore.REVIEW) / 100;

    private final DuplicateStore store;
    private final CustomerTexts texts;
    private final DuplicateWriter writer;

    @Activate
    public EstimatedSearch(
            @Reference DuplicateStore store, @Reference CustomerTexts texts, @Reference DuplicateWriter writer) {
        this.store = store;
        this.texts = texts;
        this.writer = writer;
    }

    /** Whether it came to the end. */
    boolean search(JobRun run) {
        var ids = new ArrayList<String>();
        var records = new ArrayList<String[]>();
        for (var page = store.customers("", PAGE);
                !page.isEmpty();
                page = store.customers(page.get(page.size() - 1), PAGE)) {
            if (run.stopRequested()) {
                return false;
            }
            texts.of(page).forEach((id, record) -> {
                ids.add(id);
                records.add(record);
            });
            if (ids.size() > MOST) {
                throw Problem.conflict(Message.of(DuplicateSearchJob.class, "too-many-customers", MOST));
            }
            run.progress(ids.size(), 0);
        }
        var found = new Linkage(CustomerTexts.FIELDS)
                .links(records, TOLERANCE).stream()
                        .map(link -> new Found(
                                ids.get(link.first()),
                                ids.get(link.second()),
                                new DuplicateScore((int) Math.round(100 * link.probability()), List.of())))
                        .toList();
        for (int from = 0; from < found.size(); from += WRITTEN) {
            if (run.stopRequested()) {
                return false;
            }
            writer.write(
                    found.subList(from, Math.min(found.size(), from + WRITTEN)),
                    DuplicateMethod.ESTIMATED,
                    run.id(),
                    () -> {});
        }
        return true;
    }
}
