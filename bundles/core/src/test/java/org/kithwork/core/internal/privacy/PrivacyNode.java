package org.kithwork.core.internal.privacy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kithwork.core.internal.access.TestRights;
import org.kithwork.core.internal.access.store.AuditEntity;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.core.internal.access.store.ChainEntity;
import org.kithwork.core.internal.access.store.CoreUnit;
import org.kithwork.core.internal.journal.Attempts;
import org.kithwork.core.internal.operation.OperationNode;
import org.kithwork.core.internal.operation.PersonHoldings;
import org.kithwork.core.internal.operation.RowKeeper;
import org.kithwork.core.internal.retention.RetentionFixture;
import org.kithwork.core.internal.viewing.store.ViewEntity;
import org.kithwork.core.internal.viewing.store.ViewStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.store.SchemaReady;
import org.kithwork.test.FakeCompany;
import org.kithwork.test.FakeJson;
import org.kithwork.test.FakePaging;
import org.kithwork.test.FakeWorkingDays;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;

/** Cases, holds and certificates over operations with two modules of the test's. */
final class PrivacyNode implements AutoCloseable {

    private final SequentialIds customers = new SequentialIds("c");
    private final TestDatabase db;
    final OperationNode node;
    final RowKeeper archives;
    private final RowKeeper loyalty;
    final LegalHolds holds;
    final PrivacyCases cases;
    final CaseMoves moves;
    final CasePreviews previews;
    final RecordedConsents consents = new RecordedConsents();
    final Certificates certificates;
    final AuditStore audits;
    final AccessReport accesses;

    PrivacyNode(TestDatabase db, Path folder) {
        this.db = db;
        SchemaReady ready = () -> "core";
        Ids ids = new SequentialIds("a");
        archives = new RowKeeper(db, "archives");
        loyalty = new RowKeeper(db, "loyalty");
        node = new OperationNode(db, folder, archives, loyalty).start();
        var cipher = new PrivacyCipher(node.keys);
        var paging = new FakePaging();
        var deadlines = new Deadlines(new FakeCompany(), new FakeWorkingDays(), node.clock, 15, 15);
        var views = PrivacyFixture.views(node.keys, node.clock);
        var tx = db.transactions();
        holds = new LegalHolds(
                node.holds,
                node.alias,
                node.guard,
                cipher,
                node.access,
                node.audit,
                new FakeCompany(),
                paging,
                tx,
                ids,
                node.clock);
        cases = new PrivacyCases(
                node.cases, views, deadlines, node.guard, node.access, node.audit, paging, tx, ids, node.clock);
        var retention = RetentionFixture.participants(node.access::as, node.participants, new FakeRetention());
        previews = new CasePreviews(
                node.cases,
                views,
                node.holds,
                node.guard,
                node.alias,
                new PersonHoldings(node.participants, tx, new Attempts(tx, node.access::as, node.clock), ids),
                retention,
                deadlines,
                node.access,
                node.audit,
                tx,
                node.clock);
        moves = new CaseMoves(
                node.cases,
                views,
                previews,
                deadlines,
                node.service,
                consents,
                node.access,
                node.audit,
                tx,
                node.clock);
        audits = new AuditStore(new CoreUnit(db.jpa(), ready));
        accesses = new AccessReport(
                audits, TestRights.catalog(), node.limits.views, node.alias, node.guard, node.access, paging, tx);
        certificates = new Certificates(
                node.store,
                node.steps,
                audits,
                node.cases,
                node.tombstones,
                node.access,
                tx,
                new FakeJson(),
                node.keys);
    }

    /** Has the two modules begin each piece of work at the same moment. */
    void meetBeforeWork() {
        var both = new CyclicBarrier(2);
        before(() -> {
            try {
                both.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    void workAlone() {
        before(() -> {});
    }

    private void before(Runnable work) {
        archives.before(work);
        loyalty.before(work);
    }

    CustomerId customer() {
        return node.alias.create(new CustomerId(customers.next()));
    }

    /** What is kept of somebody's looking. */
    void seen(String id, CustomerId customer, int opened, boolean clear) {
        var row = new ViewEntity();
        row.viewKey = customer.value() + "2026-01-05" + "looker";
        row.seenId = id;
        row.customerId = customer.value();
        row.userId = "looker";
        row.viewDay = "2026-01-05";
        row.firstAt = node.clock.instant();
        row.lastAt = row.firstAt;
        row.opened = opened;
        row.inClear = clear;
        db.transactions().run(() -> new ViewStore(db.jpa(), db.dialect(), () -> "core").insert(row));
    }

    /** What the audit would have written of an erasure. */
    void link(String operation, CustomerId customer) {
        var row = new AuditEntity();
        row.id = "audit-" + operation.substring(operation.length() - 12);
        row.happenedAt = node.clock.instant();
        row.actorKind = "USER";
        row.actorId = "somebody";
        row.actorName = "Somebody";
        row.action = "customer.erased";
        row.objectType = "core:customer";
        row.objectId = customer.value();
        row.customerId = customer.value();
        row.detail = "{\"operation\":\"" + operation + "\"}";
        var chain = new ChainEntity();
        chain.seq = 1;
        chain.auditId = row.id;
        chain.hash = "ab".repeat(32);
        db.transactions().run(() -> {
            audits.insert(row);
            audits.link(List.of(chain));
        });
    }

    @Override
    public void close() {
        node.close();
    }
}
