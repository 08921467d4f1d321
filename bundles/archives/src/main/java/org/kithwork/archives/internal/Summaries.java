package org.kithwork.archives.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.SummaryStore;
import org.kithwork.archives.internal.store.SummaryStore.Bought;
import org.kithwork.archives.internal.store.SummaryStore.Talked;
import org.kithwork.company.Company;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.money.Money;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sums up a customer: the same records that the lists show. */
@Component(service = Summaries.class)
public final class Summaries {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final SummaryStore store;
    private final ArchivesFields fields;
    private final Company company;

    @Activate
    public Summaries(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference SummaryStore store,
            @Reference ArchivesFields fields,
            @Reference Company company) {
        this.access = access;
        this.customers = customers;
        this.store = store;
        this.fields = fields;
        this.company = company;
    }

    public Summary of(CustomerId id) {
        var customer = customers.requireVisible(id);
        var bought = access.permits(ArchivesPermissions.PURCHASE_VIEW)
                ? store.bought(customer, access.visibility(ArchivesPermissions.PURCHASE_VIEW))
                : null;
        var talked = access.permits(ArchivesPermissions.INTERACTION_VIEW)
                ? store.talked(customer, Reader.of(access, access.visibility(ArchivesPermissions.INTERACTION_VIEW)))
                : null;
        return summary(bought, talked);
    }

    private Summary summary(@Nullable List<Bought> bought, @Nullable Talked talked) {
        var interactions = talked == null ? null : talked.count();
        var lastInteraction = talked == null ? null : talked.last();
        if (bought == null) {
            return new Summary(null, null, null, null, null, interactions, lastInteraction);
        }
        var net = Money.zero(company.currency());
        var others = new ArrayList<Money>();
        for (var part : bought) {
            if (part.net().currency().equals(company.currency())) {
                net = part.net();
            } else {
                others.add(part.net());
            }
        }
        var sums = fields.sumsAmounts();
        return new Summary(
                bought.stream().mapToLong(Bought::count).sum(),
                sums ? net : null,
                sums ? others : null,
                bought.stream()
                        .map(Bought::first)
                        .min(Comparator.naturalOrder())
                        .<@Nullable Instant>map(i -> i)
                        .orElse(null),
                bought.stream()
                        .map(Bought::last)
                        .max(Comparator.naturalOrder())
                        .<@Nullable Instant>map(i -> i)
                        .orElse(null),
                interactions,
                lastInteraction);
    }
}
