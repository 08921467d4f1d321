package org.kithwork.core.internal.consent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.consent.ConsentEvent;
import org.kithwork.consent.ConsentLog;
import org.kithwork.consent.Consents;
import org.kithwork.consent.Purpose;
import org.kithwork.consent.SendDecision;
import org.kithwork.consent.SendRequest;
import org.kithwork.consent.SendRequest.Priority;
import org.kithwork.core.internal.consent.store.ConsentStore;
import org.kithwork.core.internal.consent.store.SendStore;
import org.kithwork.core.internal.customer.CustomerFacts;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.test.FakePatch;
import org.kithwork.test.FixedClock;

/** The services of consents beside those of customers, with a clock that a test moves. */
public final class ConsentFixture {

    /** A Monday at ten in the morning in Shanghai. */
    static final Instant MORNING = Instant.parse("2026-03-02T02:00:00Z");

    public final CustomerFixture it;
    public final ConsentData data;
    final FixedClock clock = new FixedClock(MORNING);
    public final ConsentLog log;
    public final Consents consents;
    final Sending sending;
    final Automation automation;
    final SendRules rules;
    final ConsentStore store;
    final SendStore sends;

    private ConsentFixture(CustomerFixture it) {
        this.it = it;
        var transactions = it.database.transactions();
        store = new ConsentStore(it.database.jpa(), it.database.dialect(), () -> "core");
        sends = new SendStore(it.database.jpa(), it.database.dialect(), () -> "core");
        var facts = new CustomerFacts(it.store, it.protection);
        var book = new ConsentBook(store, facts, it.company, it.company);
        rules = new SendRules(sends, it.access, it.audit, transactions);
        var views = new ConsentViews(it.policies, it.keys);
        var policies = new ContactPolicies(it.access, transactions, facts, store, it.audit, it.journal, clock);
        log = new Consenting(
                it.access, transactions, facts, book, store, views, policies, it.audit, it.journal, it.ids, clock);
        consents = new ConsentDesk(it.access, transactions, facts, book, store, views, policies, rules, clock);
        sending = new Sending(it.access, transactions, facts, book, rules, new SendCounter(sends, it.ids));
        automation = new Automation(it.access, transactions, book, views, clock);
        data = new ConsentData(store, sends, facts, views, policies, clock);
    }

    public static ConsentFixture of(CustomerFixture it) {
        return new ConsentFixture(it);
    }

    Customer customer(String name, CustomerDraft.@Nullable Birth birth, String... phones) {
        return it.admin.create(new CustomerDraft(
                null,
                name,
                null,
                null,
                null,
                null,
                birth,
                null,
                null,
                null,
                null,
                List.of(phones).stream()
                        .map(phone ->
                                new CustomerDraft.Contact(phone.contains("@") ? "EMAIL" : "PHONE", phone, null, null))
                        .toList(),
                null,
                null,
                null,
                null,
                null,
                null,
                "another one with this phone"));
    }

    static ConsentDraft draft(String purpose, String channel, String decision, String decider, @Nullable Instant at) {
        return new ConsentDraft(
                purpose, channel, decision, decider, null, "v3", "form 17", at == null ? null : at.toString(), null);
    }

    public ConsentEvent say(CustomerId customer, String purpose, String channel, String decision, String decider) {
        clock.advance(java.time.Duration.ofSeconds(1));
        return log.record(customer, draft(purpose, channel, decision, decider, null));
    }

    void policy(CustomerId customer, String member, Object value) {
        log.changePolicy(customer, consents.policy(customer).version(), FakePatch.of(member, value));
    }

    SendRequest message(CustomerId customer, Purpose purpose, Channel channel, String send, Instant at) {
        return new SendRequest(customer, purpose, channel, List.of(), send, Priority.NORMAL, at);
    }

    SendDecision ask(CustomerId customer, Purpose purpose, Channel channel) {
        return sending.preview(message(customer, purpose, channel, "dry", clock.instant()));
    }

    SendDecision sms(CustomerId customer) {
        return ask(customer, Purpose.MARKETING, Channel.SMS);
    }
}
