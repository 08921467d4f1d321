package org.kithwork.core.internal.customer;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerId;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows a customer as it stood on a day: what it is now, less what the history tells of since. */
@Component(service = CustomerPast.class)
public final class CustomerPast {

    private final Customers customers;
    private final CustomerStore store;
    private final CustomerHistory history;
    private final CustomerProtection protection;
    private final CustomerViews views;
    private final CustomerFields fields;
    private final Transactions transactions;
    private final Company company;
    private final Clock clock;

    @Activate
    public CustomerPast(
            @Reference Customers customers,
            @Reference CustomerStore store,
            @Reference CustomerHistory history,
            @Reference CustomerProtection protection,
            @Reference CustomerViews views,
            @Reference CustomerFields fields,
            @Reference Transactions transactions,
            @Reference Company company,
            @Reference Clock clock) {
        this.customers = customers;
        this.store = store;
        this.history = history;
        this.protection = protection;
        this.views = views;
        this.fields = fields;
        this.transactions = transactions;
        this.company = company;
        this.clock = clock;
    }

    /**
     * A customer at a time.
     *
     * @param profile as far as the actor may see it today; when and by whom it was last changed are of that time, and
     *     so is the name; its version is of today
     */
    public record Past(Instant asOf, Customer profile) {}

    /**
     * The customer as it stood at the end of a day of the company, or at a time; now where none is named. Of a merged
     * customer it is the survivor; what a merge brought is left out before it where the history tells of it.
     */
    public Past of(CustomerId id, @Nullable String asOf) {
        var until = time(asOf);
        return transactions.call(() -> {
            var now = customers.visible(id.value(), CustomerPermissions.VIEW).orElseThrow(Customers::notFound);
            if (until.isBefore(now.createdAt)) {
                var created = now.createdAt.atZone(company.zone()).toLocalDate();
                throw Problem.invalid("/asOf", Message.of(CustomerPast.class, "as-of-early", created.toString()));
            }
            var past = new PastCustomer(now, store.details(now.id), fields.shown(now, member -> true), protection);
            for (var entry : history.whole(now.id)) {
                if (!entry.at().isAfter(until)) {
                    past.row().updatedAt = entry.at();
                    past.row().updatedBy = entry.actor().id();
                    past.row().updatedByName = entry.actor().name();
                    break;
                }
                past.takeBack(entry);
            }
            return new Past(until, views.past(now, past.row(), past.details(until), past.own()));
        });
    }

    private Instant time(@Nullable String asOf) {
        var now = clock.instant();
        if (asOf == null) {
            return now;
        }
        try {
            if (asOf.length() == "2026-05-01".length()) {
                var day = LocalDate.parse(asOf);
                if (day.isAfter(now.atZone(company.zone()).toLocalDate())) {
                    throw invalid();
                }
                var end = day.plusDays(1).atStartOfDay(company.zone()).toInstant();
                return end.isAfter(now) ? now : end.minusNanos(1000);
            }
            var time = OffsetDateTime.parse(asOf).toInstant();
            if (time.isAfter(now)) {
                throw invalid();
            }
            return time;
        } catch (DateTimeParseException e) {
            throw invalid();
        }
    }

    private static Problem invalid() {
        return Problem.invalid("/asOf", Message.of(CustomerPast.class, "as-of-invalid"));
    }
}
