package org.kithwork.core.internal.consent;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ContactPolicy;
import org.kithwork.core.internal.consent.store.ConsentStore;
import org.kithwork.core.internal.consent.store.ConsentStore.Sign;
import org.kithwork.core.internal.consent.store.PolicyEntity;
import org.kithwork.core.internal.customer.CustomerFacts;
import org.kithwork.core.internal.customer.CustomerFacts.Facts;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Journal;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What holds for every message to a customer: do-not-contact, complaint, death, and how he likes to be reached. */
@Component(service = ContactPolicies.class)
public final class ContactPolicies {

    private final AccessControl access;
    private final Transactions transactions;
    private final CustomerFacts facts;
    private final ConsentStore store;
    private final Audit audit;
    private final Journal journal;
    private final Clock clock;

    @Activate
    public ContactPolicies(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference CustomerFacts facts,
            @Reference ConsentStore store,
            @Reference Audit audit,
            @Reference Journal journal,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.facts = facts;
        this.store = store;
        this.audit = audit;
        this.journal = journal;
        this.clock = clock;
    }

    /** What a change of the policy may name; raw. */
    public record Change(
            @Nullable Boolean doNotContact,
            @Nullable Boolean complaint,
            @Nullable Boolean deceased,
            @Nullable String deceasedOn,
            @Nullable String preferredChannel,
            @Nullable String preferredFrom,
            @Nullable String preferredUntil) {}

    ContactPolicy get(Facts customer) {
        return view(customer, store.policies(customer.ids()));
    }

    ContactPolicy change(CustomerId id, long version, Patch patch) {
        patch.allow(Change.class);
        var visibility = access.visibility(ConsentPermissions.CREATE);
        return transactions.call(() -> {
            var customer = facts.lock(id, visibility);
            var policy = store.policy(customer.id());
            if (policy.version != version) {
                throw Problem.stale();
            }
            apply(customer, policy, patch);
            policy.version++;
            policy.updatedAt = clock.instant();
            store.flush();
            tell(customer, patch);
            return get(customer);
        });
    }

    private void tell(Facts customer, Patch patch) {
        audit.record(Audit.Entry.of(
                "contact-policy.changed",
                "core:contact-policy",
                customer.id(),
                customer.customer(),
                Map.of("members", patch.members().stream().sorted().toList())));
        journal.record(ConsentEvents.POLICY_CHANGED, customer.customer(), customer.id(), clock.instant(), Map.of());
    }

    private void apply(Facts customer, PolicyEntity policy, Patch patch) {
        var faults = new Faults();
        policy.doNotContact = sign(faults, customer, patch, "doNotContact", policy.doNotContact, Sign.DO_NOT_CONTACT);
        policy.complaint = sign(faults, customer, patch, "complaint", policy.complaint, Sign.COMPLAINT);
        policy.deceased = sign(faults, customer, patch, "deceased", policy.deceased, Sign.DECEASED);
        if (patch.has("deceasedOn")) {
            policy.deceasedOn = text(died(faults, patch.text("deceasedOn")));
        } else if (!policy.deceased) {
            policy.deceasedOn = null;
        }
        if (patch.has("preferredChannel")) {
            policy.preferredChannel = text(preferred(faults, patch.text("preferredChannel")));
        }
        if (patch.has("preferredFrom")) {
            policy.preferredFrom = SendRules.clock(faults, "/preferredFrom", patch.text("preferredFrom"));
        }
        if (patch.has("preferredUntil")) {
            policy.preferredUntil = SendRules.clock(faults, "/preferredUntil", patch.text("preferredUntil"));
        }
        if (policy.deceasedOn != null && !policy.deceased) {
            faults.add("/deceasedOn", Message.of(ContactPolicies.class, "not-deceased"));
        }
        if ((policy.preferredFrom == null) != (policy.preferredUntil == null)) {
            faults.add("/preferredUntil", Message.of(ContactPolicies.class, "half-a-window"));
        }
        faults.check();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private @Nullable LocalDate died(Faults faults, @Nullable String value) {
        var day = faults.date("/deceasedOn", value);
        if (day != null
                && day.isAfter(clock.instant().atZone(java.time.ZoneOffset.MAX).toLocalDate())) {
            faults.add("/deceasedOn", Message.of(ContactPolicies.class, "died-in-future"));
        }
        return day;
    }

    private static @Nullable Channel preferred(Faults faults, @Nullable String value) {
        return faults.choice("/preferredChannel", value, Channel.class);
    }

    /** What is taken back is taken back for the person, under whichever of his ids it was said. */
    private boolean sign(Faults faults, Facts customer, Patch patch, String member, boolean now, Sign sign) {
        if (!patch.has(member)) {
            return now;
        }
        var value = patch.value(member, Boolean.class);
        if (value == null) {
            faults.add("/" + member, "required");
            return now;
        }
        if (!value) {
            store.clear(
                    sign,
                    customer.ids().stream()
                            .filter(id -> !id.equals(customer.id()))
                            .toList());
        }
        return value;
    }

    static ContactPolicy view(Facts customer, List<PolicyEntity> policies) {
        var own = policies.stream()
                .filter(policy -> policy.customerId.equals(customer.id()))
                .findFirst();
        var channel = first(customer, policies, policy -> policy.preferredChannel);
        var deceased = policies.stream().anyMatch(policy -> policy.deceased);
        var died = deceased ? first(customer, policies, policy -> policy.deceasedOn) : null;
        return new ContactPolicy(
                own.map(policy -> policy.version).orElse(0L),
                policies.stream().anyMatch(policy -> policy.doNotContact),
                policies.stream().anyMatch(policy -> policy.complaint),
                deceased,
                died == null ? null : LocalDate.parse(died),
                channel == null ? null : Channel.valueOf(channel),
                first(customer, policies, policy -> policy.preferredFrom),
                first(customer, policies, policy -> policy.preferredUntil),
                own.map(policy -> policy.updatedAt).orElse(null));
    }

    /** The survivor's own value, else one of those that he absorbed. */
    private static @Nullable String first(
            Facts customer, List<PolicyEntity> policies, Function<PolicyEntity, @Nullable String> member) {
        return policies.stream()
                .sorted((a, b) ->
                        Boolean.compare(b.customerId.equals(customer.id()), a.customerId.equals(customer.id())))
                .map(member)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
