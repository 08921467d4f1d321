package org.kithwork.core.internal.customer;

import java.util.Locale;
import java.util.Map;
import org.kithwork.core.internal.customer.CustomerTransfers.Kind;
import org.kithwork.core.internal.customer.CustomerTransfers.Order;
import org.kithwork.job.spi.JobHandler;
import org.kithwork.job.spi.JobRun;
import org.kithwork.problem.Message;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hands customers over in batches. A customer that has gone over is no longer among those that are looked for, so it
 * goes on after a crash by looking again.
 */
@Component(service = JobHandler.class)
public final class TransferJob implements JobHandler {

    static final String KIND = "core.transfer";
    private static final int BATCH = 50;

    private final CustomerTransfers transfers;
    private final Transactions transactions;

    @Activate
    public TransferJob(@Reference CustomerTransfers transfers, @Reference Transactions transactions) {
        this.transfers = transfers;
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title(String given, Locale locale) {
        return Message.of(CustomerTransfers.class, "transfer-title-" + given.toLowerCase(Locale.ROOT))
                .text(locale);
    }

    @Override
    public void run(JobRun run) {
        var data = run.data();
        var order = new Order(Kind.valueOf(text(data, "kind")), text(data, "from"), text(data, "to"));
        var done = run.state().get("done") instanceof Number number ? number.longValue() : 0L;
        var total = done + transactions.call(() -> transfers.left(order));
        run.progress(done, total);
        while (!run.stopRequested()) {
            var before = done;
            var met = transactions.call(() -> {
                transfers.check(order);
                var some = transfers.someOf(order, BATCH);
                run.save(Map.of("done", before + some));
                return some;
            });
            if (met == 0) {
                return;
            }
            done += met;
            run.progress(done, Math.max(done, total));
        }
    }

    private static String text(Map<String, Object> data, String name) {
        return String.valueOf(data.get(name));
    }
}
