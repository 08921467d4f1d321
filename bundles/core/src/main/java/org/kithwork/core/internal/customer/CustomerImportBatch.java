package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerImportMatches.Certainty;
import org.kithwork.core.internal.customer.CustomerImportMatches.Match;
import org.kithwork.core.internal.customer.CustomerReferences.Placing;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.importing.ImportTexts;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.importing.spi.ImportKind.ImportBatch;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult;
import org.kithwork.importing.spi.RowResult.Outcome;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/** A batch of customers: all rows are read first, then all that the store knows of them, then each is applied. */
final class CustomerImportBatch implements ImportBatch {

    private final ImportOptions options;
    private final CustomerRowReader reader;
    private final CustomerImportMatches matches;
    private final Placing placing;
    private final CustomerWriter writer;
    private final CustomerImportUpdate update;
    private final AccessControl access;
    private final CustomerStore store;
    private final Decided decided;
    private final Map<Long, ImportedCustomer> read = new HashMap<>();
    private final Map<Long, Problem> refused = new HashMap<>();

    CustomerImportBatch(
            List<ImportRow> rows,
            ImportOptions options,
            CustomerRowReader reader,
            CustomerImportMatches matches,
            Placing placing,
            CustomerWriter writer,
            CustomerImportUpdate update,
            AccessControl access,
            CustomerStore store,
            Decided decided) {
        this.options = options;
        this.reader = reader;
        this.matches = matches;
        this.placing = placing;
        this.writer = writer;
        this.update = update;
        this.access = access;
        this.store = store;
        this.decided = decided;
        var known = new ArrayList<String>();
        for (var row : rows) {
            read(row);
            if (row.known() != null) {
                known.add(row.known());
            }
        }
        matches.prefetch(read.values(), known);
    }

    private void read(ImportRow row) {
        try {
            read.put(row.number(), reader.read(row));
        } catch (Problem problem) {
            refused.put(row.number(), problem);
        }
    }

    @Override
    public RowResult apply(ImportRow row) {
        var problem = refused.get(row.number());
        if (problem != null) {
            throw problem;
        }
        var customer = read.get(row.number());
        if (customer == null) {
            throw new IllegalArgumentException("The row " + row.number() + " is not of this batch");
        }
        var match = match(row, customer);
        return match == null ? create(customer) : meet(customer, match);
    }

    private @Nullable Match match(ImportRow row, ImportedCustomer customer) {
        if (row.known() != null) {
            var known = matches.customer(row.known());
            if (known == null || known.status == CustomerStatus.ERASED) {
                throw Problem.conflict(ImportTexts.of("customer-gone"));
            }
            return new Match(known, Certainty.CERTAIN);
        }
        var identified = matches.byIdentifiers(customer);
        if (identified.size() > 1) {
            throw Problem.conflict(ImportTexts.of("identifiers-differ"));
        }
        if (identified.size() == 1) {
            var found = matches.customer(identified.iterator().next());
            return found == null ? null : new Match(found, Certainty.CERTAIN);
        }
        return matches.alike(customer);
    }

    private RowResult create(ImportedCustomer row) {
        var draft = placing.of(row.draft());
        if (row.draft().ownerId() != null) {
            update.checkNew(draft);
        }
        decided.require(row, draft);
        if (options.dryRun()) {
            matches.remember(row);
            return new RowResult(Outcome.CREATED, null);
        }
        var made = writer.insertImported(draft, row.createdAt(), row.updatedAt());
        matches.add(made, row);
        if (!row.consents().isEmpty()) {
            store.flush();
            decided.record(made.id, row);
        }
        return RowResult.created(made.id);
    }

    private RowResult meet(ImportedCustomer row, Match match) {
        var customer = match.customer();
        var id = customer == null ? null : customer.id;
        if (options.onDuplicate() == OnDuplicate.SKIP) {
            return new RowResult(Outcome.SKIPPED_DUPLICATE, id);
        }
        if (options.onDuplicate() == OnDuplicate.REVIEW || match.certainty() == Certainty.DOUBTFUL) {
            return new RowResult(Outcome.REVIEW, id);
        }
        if (customer == null) {
            var wins = options.onDuplicate() == OnDuplicate.FILL ? Outcome.UNCHANGED : Outcome.UPDATED;
            return new RowResult(wins, null);
        }
        requireMine(customer);
        decided.require(customer.id, row);
        if (options.onDuplicate() == OnDuplicate.NEWEST
                && row.updatedAt() != null
                && !row.updatedAt().isAfter(customer.updatedAt)) {
            return result(customer.id, decided.record(customer.id, row));
        }
        store.flush();
        var changed = update.apply(customer.id, row, options.onDuplicate());
        matches.add(changed.customer(), row);
        store.flush();
        var isDecided = decided.record(customer.id, row);
        return result(customer.id, changed.isChanged() || isDecided);
    }

    private static RowResult result(String customer, boolean changed) {
        return changed ? RowResult.updated(customer) : RowResult.unchanged(customer);
    }

    private void requireMine(CustomerEntity customer) {
        var visibility = access.permits(CustomerPermissions.EDIT)
                ? access.visibility(CustomerPermissions.EDIT)
                : new Visibility(false, java.util.Set.of(), java.util.Set.of(), java.util.Set.of());
        if (!Customers.covers(visibility, customer)) {
            throw Problem.of(ProblemKind.FORBIDDEN, ImportTexts.of("customer-not-yours"));
        }
    }
}
