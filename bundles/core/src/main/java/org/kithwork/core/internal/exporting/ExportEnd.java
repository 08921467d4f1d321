package org.kithwork.core.internal.exporting;

import java.time.Clock;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.exporting.store.ExportStore;
import org.kithwork.core.internal.job.Node;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.core.internal.limit.Limits;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ends an export whose file is whole: its rows count against the day, and the audit learns of it. */
@Component(service = ExportEnd.class)
public final class ExportEnd {

    private final ExportStore store;
    private final ExportCipher cipher;
    private final ExportFiles files;
    private final Limits limits;
    private final Node node;
    private final Transactions transactions;
    private final Changes changes;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public ExportEnd(
            @Reference ExportStore store,
            @Reference ExportCipher cipher,
            @Reference ExportFiles files,
            @Reference Limits limits,
            @Reference Node node,
            @Reference Transactions transactions,
            @Reference Changes changes,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.store = store;
        this.cipher = cipher;
        this.files = files;
        this.limits = limits;
        this.node = node;
        this.transactions = transactions;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /** Refuses more rows than one export may have, or than are left of the day. */
    void require(long rows) {
        if (rows > files.mostRows()) {
            throw Problem.of(ProblemKind.TOO_LARGE, ExportTexts.of("too-many-rows", files.mostRows()));
        }
        limits.requireExport(rows);
    }

    /** Whether the file is wanted still; refuses more rows than are left of the day. */
    boolean ready(String id, long rows, long bytes) {
        return transactions.call(() -> {
            var entity = store.lock(id).orElseThrow(ExportDesk::notFound);
            if (entity.state != ExportState.RUNNING) {
                return false;
            }
            limits.export(rows);
            entity.state = ExportState.READY;
            entity.node = node.id();
            entity.rows = rows;
            entity.size = bytes;
            entity.readyAt = clock.instant();
            entity.expiresAt = clock.instant().plus(files.kept());
            audit.record(new Audit.Entry(
                    "export.made",
                    ExportPermissions.OBJECT,
                    id,
                    null,
                    ExportDesk.told(cipher.open(id, entity.requestCipher), rows),
                    null));
            changes.changed("export", id);
            return true;
        });
    }
}
