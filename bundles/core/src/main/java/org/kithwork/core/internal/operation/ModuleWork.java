package org.kithwork.core.internal.operation;

import java.time.Duration;
import org.kithwork.core.internal.journal.Dispatcher;
import org.kithwork.core.internal.journal.JournalDesk;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the core asks of a module besides requests: deliveries of the journal and steps of operations. Whoever stops and
 * starts modules calls {@link #hold} before the stop; after the start {@link #catchUp}, then {@link #release}, then
 * opens the gate.
 */
@Component(service = ModuleWork.class)
public final class ModuleWork {

    private final Dispatcher dispatcher;
    private final JournalDesk journal;
    private final OperationRunner operations;

    @Activate
    public ModuleWork(
            @Reference Dispatcher dispatcher, @Reference JournalDesk journal, @Reference OperationRunner operations) {
        this.dispatcher = dispatcher;
        this.journal = journal;
        this.operations = operations;
    }

    /** Begins nothing new with the module, and waits until what runs is done. {@code false} when something still runs. */
    public boolean hold(String module, Duration patience) throws InterruptedException {
        var half = patience.dividedBy(2);
        var delivered = dispatcher.hold(module, half);
        return operations.hold(module, half) && delivered;
    }

    /** Merges, erasures and the like that the module missed; how many could not be done and stay parked. */
    public int catchUp(String module) {
        return operations.catchUp(module);
    }

    /** The opt-outs that the module missed, after the merges; {@code false} when some could not be delivered in time. */
    public boolean catchUpOnOptOuts(String module, Duration patience) throws InterruptedException {
        return dispatcher.catchUp(module, patience);
    }

    /** Works with the module again; what it missed of the journal is delivered while it serves. */
    public void release(String module) {
        dispatcher.release(module);
        operations.release(module);
    }

    /** Forgets a stopped module that is removed with its data: its cursors, its parked events, its steps. */
    public void forget(String module) {
        journal.forget(module);
        operations.forget(module);
    }
}
