package org.kithwork.funnel.internal.opportunity;

import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.RecountStore;
import org.kithwork.job.spi.Upkeep;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Computes anew what follows from the steps of opportunities: after the stages of a pipeline have changed their order, and whenever somebody asks for it.
 * It goes on where it stopped.
 */
@Component(service = {Recounts.class, Upkeep.class})
public final class Recounts implements Upkeep {

    /** So many portions at a time, that other upkeep of the module is not kept waiting. */
    private static final int MOST_PORTIONS = 50;

    private final AccessControl access;
    private final Transactions transactions;
    private final PipelineStore pipelines;
    private final RecountStore store;

    @Activate
    public Recounts(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference PipelineStore pipelines,
            @Reference RecountStore store) {
        this.access = access;
        this.transactions = transactions;
        this.pipelines = pipelines;
        this.store = store;
    }

    /** Has all opportunities counted anew; answers how many pipelines wait for it. */
    public int askForAll() {
        access.require(FunnelPermissions.PIPELINE_CONFIGURE);
        return transactions.call(() -> {
            pipelines.all().forEach(pipeline -> store.mark(pipeline.id()));
            return store.marked().size();
        });
    }

    @Override
    public String module() {
        return "funnel";
    }

    @Override
    public void run() {
        var left = MOST_PORTIONS;
        for (var id : store.marked()) {
            var pipeline = pipelines.find(id).orElseThrow();
            while (left > 0 && transactions.call(() -> store.portion(pipeline))) {
                left--;
            }
        }
    }
}
