package org.kithwork.core.internal.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.operation.OperationService;
import org.kithwork.core.internal.retention.store.CoreRecords;
import org.kithwork.core.internal.retention.store.CoreRecords.Idle;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.privacy.spi.RetentionAction;
import org.kithwork.privacy.spi.RetentionBatch;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionKind;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.problem.Message;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Customers of whom nobody has heard anything for a time, in the core or in any module. They go by the operation by
 * which everybody is erased, with its holds, tombstone, audit and certificate.
 */
@Component(service = IdleCustomers.class)
public final class IdleCustomers {

    static final RetentionKind KIND = new RetentionKind(
            "core.customer",
            Message.of(CoreRetention.class, "kind-core.customer"),
            Set.of(RetentionAction.ERASE, RetentionAction.ANONYMISE),
            CoreRetention.CONSENT_MONTHS,
            60);

    private static final int PAGE = 200;
    private static final int SAMPLE = 10;

    private final CoreRecords records;
    private final RetentionParticipants participants;
    private final OperationService operations;
    private final Transactions transactions;

    private record Page(List<Idle> idle, @Nullable String next) {}

    @Activate
    public IdleCustomers(
            @Reference CoreRecords records,
            @Reference RetentionParticipants participants,
            @Reference OperationService operations,
            @Reference Transactions transactions) {
        this.records = records;
        this.participants = participants;
        this.operations = operations;
        this.transactions = transactions;
    }

    /** Why nobody can be said to be idle now: a module does not tell what customers did there. */
    Optional<String> hindrance() {
        var silent = new TreeSet<>(transactions.call(participants::silent));
        return silent.isEmpty() ? Optional.empty() : Optional.of("module-silent: " + String.join(", ", silent));
    }

    RetentionDue due(RetentionRequest request) {
        var stores = new HashMap<String, Long>();
        var sample = new ArrayList<CustomerId>();
        var due = 0L;
        var blocked = 0L;
        Instant oldest = null;
        String after = null;
        do {
            var from = after;
            var page = transactions.call(() -> page(request, from));
            for (var customer : page.idle) {
                if (request.spared().contains(new CustomerId(customer.id()))) {
                    blocked++;
                    continue;
                }
                due++;
                stores.merge(customer.storeId() == null ? "" : customer.storeId(), 1L, Long::sum);
                oldest = oldest == null || customer.lastAt().isBefore(oldest) ? customer.lastAt() : oldest;
                if (sample.size() < SAMPLE) {
                    sample.add(new CustomerId(customer.id()));
                }
            }
            after = page.next;
        } while (after != null);
        return new RetentionDue(due, blocked, oldest, stores, sample);
    }

    /** Begins the erasure of some; in the current transaction. */
    RetentionBatch remove(RetentionRequest request, @Nullable String after, int limit) {
        var page = page(request, after);
        var mode = request.action() == RetentionAction.ANONYMISE ? ErasureMode.ANONYMISE : ErasureMode.ERASE;
        var removed = 0;
        for (var customer : page.idle) {
            var id = new CustomerId(customer.id());
            if (request.spared().contains(id)) {
                continue;
            }
            operations.erase(id, mode, "retention rule " + request.kind() + ", idle since before " + request.before());
            removed++;
            if (removed == limit) {
                return new RetentionBatch(removed, customer.id());
            }
        }
        return new RetentionBatch(removed, page.next);
    }

    private Page page(RetentionRequest request, @Nullable String after) {
        var some = records.idle(request.before(), after, PAGE);
        var ids = some.stream().map(idle -> new CustomerId(idle.id())).toList();
        var last = ids.isEmpty() ? new HashMap<CustomerId, Instant>() : participants.lastActivity(ids);
        var idle = some.stream()
                .filter(customer -> last.getOrDefault(new CustomerId(customer.id()), Instant.MIN)
                        .isBefore(request.before()))
                .toList();
        return new Page(idle, some.size() < PAGE ? null : some.get(PAGE - 1).id());
    }
}
