package org.kithwork.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.kithwork.audit.Audit;
import org.kithwork.store.Transactions;

/** Keeps what was audited; what was rolled back is not in it. */
public final class FakeAudit implements Audit {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Consumer<Runnable> afterCommit;
    private volatile boolean broken;

    /** For services that open no transaction. */
    public FakeAudit() {
        afterCommit = Runnable::run;
    }

    /** Counts an entry when its transaction has committed. */
    public FakeAudit(Transactions transactions) {
        afterCommit = transactions::afterCommit;
    }

    @Override
    public void record(Entry entry) {
        if (broken) {
            throw new IllegalStateException("The audit cannot be written");
        }
        afterCommit.accept(() -> entries.add(entry));
    }

    /** From now on the audit cannot be written, so every change must fail. */
    public void breakDown() {
        broken = true;
    }

    public void repair() {
        broken = false;
    }

    /** All entries, in the order of their commits. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The actions, in the order of their commits. */
    public List<String> actions() {
        return entries.stream().map(Entry::action).toList();
    }

    public void clear() {
        entries.clear();
    }
}
