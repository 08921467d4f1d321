package org.kithwork.core.internal.access.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.core.internal.access.store.ChainEntity;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Links the rows of the audit by hashes, after they are committed and from one thread, so that no change waits for
 * another. The head is also written to a file, sealed, which shows when the end of the chain was cut off or made anew.
 */
@Component(service = AuditChain.class)
public final class AuditChain {

    /** The file in the data directory. */
    public static final String HEAD_FILE = "audit-head";

    /** What the first link follows. */
    public static final String START = "0".repeat(64);

    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration RESCAN = Duration.ofMinutes(1);

    private final AuditStore store;
    private final Transactions transactions;
    private final AuditCipher cipher;
    private final DataDirectory directory;
    private final Clock clock;
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final Worker worker;
    private volatile Instant nextScan = Instant.MIN;

    @Activate
    public AuditChain(
            @Reference AuditStore store,
            @Reference AuditCipher cipher,
            @Reference Transactions transactions,
            @Reference DataDirectory directory,
            @Reference Clock clock) {
        this.store = store;
        this.cipher = cipher;
        this.transactions = transactions;
        this.directory = directory;
        this.clock = clock;
        this.worker = new Worker("kithwork-audit", PAUSE, this::close);
    }

    /** Ends the thread; what is not linked yet is linked at the next start. */
    @Deactivate
    public void shutDown() {
        worker.close();
    }

    /** Takes a committed row. */
    public void add(String auditId) {
        waiting.add(auditId);
    }

    /** Links all that wait. */
    public synchronized void close() {
        scan();
        for (var batch = next(); !batch.isEmpty(); batch = next()) {
            closeOrKeep(batch);
        }
    }

    private void closeOrKeep(List<String> batch) {
        try {
            var head = transactions.call(() -> link(batch));
            directory.write(HEAD_FILE, cipher.head(head.seq, head.hash));
        } catch (RuntimeException e) {
            waiting.addAll(batch);
            throw e;
        }
    }

    /** Finds rows that a stopped process, here or on another node, left without a link. */
    private void scan() {
        var now = clock.instant();
        if (now.isBefore(nextScan)) {
            return;
        }
        var first = nextScan.equals(Instant.MIN);
        waiting.addAll(store.unlinked(first ? now : now.minus(RESCAN)));
        nextScan = now.plus(RESCAN);
    }

    private List<String> next() {
        var batch = new ArrayList<String>();
        while (batch.size() < BATCH) {
            var id = waiting.poll();
            if (id == null) {
                break;
            }
            batch.add(id);
        }
        return batch;
    }

    private ChainEntity link(List<String> ids) {
        var head = store.head().orElseGet(AuditChain::start);
        var links = new ArrayList<ChainEntity>();
        for (var row : store.toLink(ids)) {
            var link = new ChainEntity();
            link.seq = head.seq + 1;
            link.auditId = row.id;
            link.hash = ChainHash.of(head.hash, row);
            links.add(link);
            head = link;
        }
        store.link(links);
        return head;
    }

    private static ChainEntity start() {
        var start = new ChainEntity();
        start.seq = 0;
        start.auditId = "";
        start.hash = START;
        return start;
    }
}
