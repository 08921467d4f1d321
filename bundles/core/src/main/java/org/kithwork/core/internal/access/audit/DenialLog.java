package org.kithwork.core.internal.access.audit;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.audit.Audit;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes refusals to the audit from a thread of its own, since the transaction of what was refused is rolled back. The
 * same refusal counts once in the seconds between two writes, so that nobody can flood the audit.
 */
@Component(service = Denials.class)
public final class DenialLog implements Denials {

    /** The kind of what was refused: a right. */
    static final String OBJECT = "core:permission";

    private static final int MOST = 1_000;
    private static final int SECONDS = 2;

    private final AuditLog audit;
    private final Set<Denial> waiting = ConcurrentHashMap.newKeySet();
    private final Worker worker;

    private record Denial(Actor actor, Permission permission) {}

    @Activate
    public DenialLog(@Reference AuditLog audit) {
        this.audit = audit;
        this.worker = new Worker("kithwork-denials", java.time.Duration.ofSeconds(SECONDS), this::write);
    }

    @Deactivate
    void stop() {
        worker.close();
    }

    @Override
    public void denied(Actor actor, Permission permission) {
        if (waiting.size() < MOST) {
            waiting.add(new Denial(actor, permission));
        }
    }

    /** Writes what waits. */
    void write() {
        for (var denial : Set.copyOf(waiting)) {
            waiting.remove(denial);
            audit.record(
                    denial.actor(),
                    new Audit.Entry("access.denied", OBJECT, denial.permission().toString(), null, Map.of(), null));
        }
    }
}
