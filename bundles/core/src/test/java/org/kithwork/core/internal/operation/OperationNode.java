package org.kithwork.core.internal.operation;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.kithwork.core.internal.access.TestRights;
import org.kithwork.core.internal.field.FieldDefinitions;
import org.kithwork.core.internal.field.store.FieldStore;
import org.kithwork.core.internal.journal.Attempts;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.core.internal.journal.Leadership;
import org.kithwork.core.internal.journal.RetryPolicy;
import org.kithwork.core.internal.journal.store.LeaderStore;
import org.kithwork.core.internal.limit.LimitFixture;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.core.internal.operation.store.StepStore;
import org.kithwork.core.internal.privacy.PrivacyFixture;
import org.kithwork.core.internal.privacy.store.CaseStore;
import org.kithwork.core.internal.privacy.store.HoldStore;
import org.kithwork.core.internal.protection.FileCipher;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.permission.Actor;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Transactions;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.FakeJournal;
import org.kithwork.test.FakeJson;
import org.kithwork.test.FakePaging;
import org.kithwork.test.FixedClock;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;

/** The operations on a database, with participants of the test's. */
public final class OperationNode implements AutoCloseable {

    static final RetryPolicy PATIENT = new RetryPolicy(List.of(Duration.ofSeconds(10)), 50, Duration.ZERO);

    public final FakeAccess access = FakeAccess.allowingAll().allowAll(Actor.module("core"));
    public final FixedClock clock = FixedClock.in2026();
    public final FakeAudit audit;
    public final FakeJournal journal;
    public final TableAlias alias;
    public final OperationStore store;
    public final StepStore steps;
    public final Participants participants;
    public final OperationRunner runner;
    public final OperationService service;
    public final OperationDesk desk;
    public final MergeChoices choices;
    public final Tombstones tombstones;
    public final CustomerExports exports;
    public final LimitFixture limits;
    public final Changes changes;
    public final CaseStore cases;
    public final HoldStore holds;
    public final PersonRecords records;
    public final CustomerGuard guard;
    public final ErasureLedger ledger;
    public final ErasureReplay replay;
    public final Keys keys;
    public final ExportVault vault;
    private final Transactions transactions;

    public OperationNode(TestDatabase db, Path folder, CustomerDataParticipant... here) {
        SchemaReady ready = () -> "core";
        transactions = db.transactions();
        var ids = new SequentialIds("d");
        var json = new FakeJson();
        var ring = KeyRing.open(folder.resolve("keys"), folder.resolve("data"), true);
        var cipher = new OperationCipher(new Keys(ring));
        keys = new Keys(ring);
        audit = new FakeAudit(transactions);
        journal = new FakeJournal(transactions);
        alias = new TableAlias(db);
        store = new OperationStore(db.jpa(), db.dialect(), ready);
        steps = new StepStore(db.jpa(), ready);
        participants = new Participants(store);
        participants.participants = List.of(here);
        var attempts = new Attempts(transactions, access::as, clock);
        vault = new EncryptedVault(folder.resolve("data/exports"), new FileCipher(ring));
        var archive = new ExportArchive(vault, json);
        changes = new Changes(transactions);
        cases = new CaseStore(db.jpa(), ready);
        holds = new HoldStore(db.jpa(), ready);
        records = PrivacyFixture.records(db, keys, clock);
        var stepRunner = new StepRunner(
                store,
                steps,
                transactions,
                participants,
                new StepWork(archive, cipher),
                archive,
                changes,
                records,
                attempts,
                PATIENT);
        var leadership = new Leadership(
                new LeaderStore(db.jpa(), ready), transactions, "node", true, Duration.ZERO, Duration.ZERO);
        runner = new OperationRunner(store, steps, transactions, participants, stepRunner, leadership);
        var starter = new OperationStarter(store, runner, transactions, access, ids, clock);
        guard = new CustomerGuard(alias, access);
        var log = new OperationLog(audit, journal, changes, clock);
        choices = new MergeChoices(
                store, json, new FieldDefinitions(new FieldStore(db.jpa(), ready)), TestRights.owners(db, access));
        ledger = new ErasureLedger(folder.resolve("data"));
        tombstones = new Tombstones(store, transactions, new Keys(ring), ledger, clock);
        limits = new LimitFixture(db, access, audit, ids);
        exports = new CustomerExports(
                transactions, guard, starter, participants, store, archive, log, limits.limits, ids, clock);
        var merges = new CustomerMerges(
                transactions, guard, alias, store, steps, starter, participants, choices, log, clock);
        var erasures = new CustomerErasures(
                transactions, guard, alias, starter, participants, tombstones, cipher, log, exports, records);
        replay = new ErasureReplay(
                ledger, tombstones, store, alias, erasures, merges, runner, participants, transactions, access::as);
        service = new OperationService(merges, erasures, exports, transactions, guard, participants, attempts, ids);
        desk = new OperationDesk(store, steps, transactions, runner, stepRunner, new FakePaging(), access, audit);
    }

    /** Begins, and has greeted all who are here. */
    public OperationNode start() {
        runner.start();
        await().until(() -> transactions.call(store::participants).containsAll(participants.namesHere()));
        return this;
    }

    public void here(CustomerDataParticipant... here) {
        participants.participants = List.of(here);
        runner.wake();
    }

    @Override
    public void close() {
        try {
            runner.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
