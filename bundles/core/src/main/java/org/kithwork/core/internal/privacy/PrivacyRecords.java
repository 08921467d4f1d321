package org.kithwork.core.internal.privacy;

import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.company.Company;
import org.kithwork.core.internal.operation.PersonRecords;
import org.kithwork.core.internal.privacy.store.CaseStore;
import org.kithwork.core.internal.privacy.store.HoldStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.ExportWriter;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Holds and cases, as operations meet them. */
@Component(service = PersonRecords.class)
public final class PrivacyRecords implements PersonRecords {

    private final HoldStore holds;
    private final CaseStore cases;
    private final PersonCopy copy;
    private final Company company;
    private final Clock clock;

    @Activate
    public PrivacyRecords(
            @Reference HoldStore holds,
            @Reference CaseStore cases,
            @Reference PersonCopy copy,
            @Reference Company company,
            @Reference Clock clock) {
        this.holds = holds;
        this.cases = cases;
        this.copy = copy;
        this.company = company;
        this.clock = clock;
    }

    @Override
    public void requireErasable(Set<CustomerId> customers) {
        if (holds.isHeld(ids(customers), clock.instant().atZone(company.zone()).toLocalDate())) {
            throw Problem.conflict(Message.of(PrivacyRecords.class, "customer-held"));
        }
    }

    @Override
    public void forget(CustomerId customer) {
        holds.forget(customer.value());
        cases.forget(customer.value());
    }

    @Override
    public void export(Set<CustomerId> customers, ExportWriter out) {
        copy.write(cases.of(ids(customers)), holds.of(ids(customers)), out);
    }

    private static Set<String> ids(Set<CustomerId> customers) {
        return customers.stream().map(CustomerId::value).collect(Collectors.toSet());
    }

    @Override
    public void stepped(String operationId) {
        cases.finish(operationId, clock.instant());
    }
}
