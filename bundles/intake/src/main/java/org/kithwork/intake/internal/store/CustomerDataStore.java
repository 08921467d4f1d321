package org.kithwork.intake.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.intake.internal.Submission;
import org.kithwork.page.PageRequest;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.privacy.store.RetainedRows;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Moves, hands out and removes what customers sent in. Asks no right: the core calls it for the module. */
@Component(service = CustomerDataStore.class)
public final class CustomerDataStore {

    private static final int PAGE = 200;
    private static final RetainedRows ALL = RetainedRows.of("intake_submission", "received_at");

    private final IntakeUnit unit;
    private final SubmissionStore submissions;

    @Activate
    public CustomerDataStore(@Reference IntakeUnit unit, @Reference SubmissionStore submissions) {
        this.unit = unit;
        this.submissions = submissions;
    }

    /** What is kept for a time: what waits for its link, and all else. */
    public enum Kind {
        UNCONFIRMED("r.state = 'UNCONFIRMED'"),
        SUBMISSIONS("r.state <> 'UNCONFIRMED'");

        private final RetainedRows rows;

        Kind(String condition) {
            this.rows = ALL.where(condition);
        }
    }

    public long count(CustomerId customer) {
        return unit.in(em -> Sql.select("COUNT(*) FROM intake_submission")
                .where("customer_id = ?", customer.value())
                .values(em, Number.class)
                .get(0)
                .longValue());
    }

    /** Gives the absorbed customer's records to the survivor and remembers which. */
    public void move(CustomerMerge merge) {
        unit.in(em -> {
            Sql.update(
                    em,
                    "INSERT INTO intake_moved (merge_id, record_id) SELECT CAST(? AS VARCHAR(36)), id"
                            + " FROM intake_submission WHERE customer_id = ?",
                    merge.id(),
                    merge.absorbed().value());
            return Sql.update(
                    em,
                    "UPDATE intake_submission SET customer_id = ?, version = version + 1 WHERE customer_id = ?",
                    merge.survivor().value(),
                    merge.absorbed().value());
        });
    }

    /** Gives back what a merge moved, as far as it is still with the survivor. */
    public void moveBack(CustomerMerge merge) {
        unit.in(em -> {
            Sql.update(
                    em,
                    "UPDATE intake_submission SET customer_id = ?, version = version + 1 WHERE customer_id = ?"
                            + " AND id IN (SELECT record_id FROM intake_moved WHERE merge_id = ?)",
                    merge.absorbed().value(),
                    merge.survivor().value(),
                    merge.id());
            return Sql.update(em, "DELETE FROM intake_moved WHERE merge_id = ?", merge.id());
        });
    }

    /** Nothing of what a customer sent in outlives him. */
    public void erase(CustomerErasure erasure) {
        unit.in(em -> {
            var customer = erasure.customer().value();
            // What waits still goes out: the erasure itself may be among it.
            Sql.update(em, "DELETE FROM intake_delivery WHERE customer_id = ? AND state <> 'PENDING'", customer);
            return Sql.update(em, "DELETE FROM intake_submission WHERE customer_id = ?", customer);
        });
    }

    public void each(CustomerId customer, Consumer<Submission> writer) {
        @Nullable String after = null;
        do {
            var request = new PageRequest(PAGE - 1, after);
            after = unit.in(em -> {
                var rows = submissions.of(em, customer, request);
                rows.stream().map(submissions::submission).forEach(writer);
                em.clear();
                return rows.size() < PAGE ? "" : rows.get(rows.size() - 1).id;
            });
        } while (!after.isEmpty());
    }

    public Map<CustomerId, Instant> lastActivity(Collection<CustomerId> customers) {
        return unit.in(em -> ALL.lastActivity(em, customers, "received_at"));
    }

    public RetentionDue due(Kind kind, RetentionRequest request) {
        return unit.in(em -> kind.rows.due(em, request));
    }

    /** Removes some that are past their time; answers how many. */
    public int remove(Kind kind, RetentionRequest request, int limit) {
        return unit.in(em -> {
            var ids = kind.rows.some(em, request, limit);
            ids.forEach(id -> Sql.update(em, "DELETE FROM intake_submission WHERE id = ?", id));
            return ids.size();
        });
    }
}
