package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.FollowUpDraft.Repeat;
import org.kithwork.company.Stores;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Patch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of a follow-up and names every fault at once. */
@Component(service = FollowUpDrafts.class)
public final class FollowUpDrafts {

    private static final int LONGEST_SUBJECT = 300;
    private static final int LONGEST_NOTE = 4000;
    private static final int MOST_EVERY = 366;
    private static final int MOST_COUNT = 1000;
    private static final Duration FARTHEST = Duration.ofDays(5 * 366);

    private final Ids ids;
    private final Clock clock;
    private final Stores stores;
    private final CustomerDirectory customers;
    private final FollowUpDays days;

    @Activate
    public FollowUpDrafts(
            @Reference Ids ids,
            @Reference Clock clock,
            @Reference Stores stores,
            @Reference CustomerDirectory customers,
            @Reference FollowUpDays days) {
        this.ids = ids;
        this.clock = clock;
        this.stores = stores;
        this.customers = customers;
        this.days = days;
    }

    /** Whose it is. */
    private enum Owner {
        ME,
        CUSTOMER_OWNER
    }

    /** A new one; one that comes again is moved to a working day. */
    FollowUp read(FollowUpDraft draft, Actor actor, Visibility right) {
        var faults = new Faults();
        var named = CustomerId.required(faults, "/customerId", draft.customerId());
        var said = stores.read(faults, "/storeId", draft.storeId(), right);
        var kind = kind(faults, draft.kind());
        var subject = faults.requiredText("/subject", draft.subject(), LONGEST_SUBJECT);
        var note = faults.optionalText("/note", draft.note(), LONGEST_NOTE);
        var owner = faults.choice("/owner", draft.owner(), Owner.class);
        var customer = named == null ? null : customers.find(named).orElse(null);
        var store = said != null || customer == null ? said : customer.storeId();
        var at = planAt(faults, draft.planAt(), store);
        var recurrence = draft.recurrence() == null ? null : recurrence(faults, draft.recurrence(), at, store);
        var whose = owner(faults, owner, actor, customer);
        faults.check();
        if (named != null && customer == null) {
            customers.requireOpen(named);
        }
        if (named == null || at == null || kind == null || whose == null) {
            throw new IllegalStateException("A draft without faults is complete");
        }
        return built(named, at, kind, subject, note, whose, store, recurrence);
    }

    private FollowUp built(
            CustomerId customer,
            Instant at,
            FollowUpKind kind,
            String subject,
            @Nullable String note,
            ActorName owner,
            @Nullable StoreId store,
            @Nullable Recurrence recurrence) {
        var id = new FollowUpId(ids.next());
        return new FollowUp(
                id,
                1,
                customer,
                recurrence == null ? at : days.onWorkingDay(at, store),
                kind,
                subject,
                note,
                owner,
                store,
                FollowUpState.PLANNED,
                recurrence,
                id.value(),
                0,
                LocalDateTime.ofInstant(at, days.zone(store)),
                null,
                null,
                null,
                null);
    }

    /** The same with the members that the patch names. */
    FollowUp read(FollowUp now, Patch patch) {
        var faults = new Faults();
        var at = patch.has("planAt") ? planAt(faults, patch.text("planAt"), now.storeId()) : now.planAt();
        var kind = patch.has("kind") ? kind(faults, patch.text("kind")) : now.kind();
        var subject = patch.has("subject")
                ? faults.requiredText("/subject", patch.text("subject"), LONGEST_SUBJECT)
                : now.subject();
        var note = patch.has("note") ? faults.optionalText("/note", patch.text("note"), LONGEST_NOTE) : now.note();
        faults.check();
        if (at == null || kind == null) {
            throw new IllegalStateException("A fault was not named");
        }
        return now.planned(at, kind, subject, note);
    }

    private static @Nullable FollowUpKind kind(Faults faults, @Nullable String said) {
        if (said == null || Faults.isBlank(said)) {
            faults.add("/kind", "required");
            return null;
        }
        return faults.choice("/kind", said, FollowUpKind.class);
    }

    private @Nullable Instant planAt(Faults faults, @Nullable String said, @Nullable StoreId store) {
        if (said == null || Faults.isBlank(said)) {
            faults.add("/planAt", "required");
            return null;
        }
        var at = faults.instant("/planAt", said);
        if (at == null) {
            return null;
        }
        if (at.isAfter(clock.instant().plus(FARTHEST))) {
            faults.add("/planAt", Said.message("plan-far"));
            return null;
        }
        if (!days.endOfDay(at, store).isAfter(clock.instant())) {
            faults.add("/planAt", Said.message("plan-past"));
            return null;
        }
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private @Nullable Recurrence recurrence(Faults faults, Repeat said, @Nullable Instant at, @Nullable StoreId store) {
        if (said.unit() == null) {
            faults.add("/recurrence/unit", "required");
        }
        var unit = faults.choice("/recurrence/unit", said.unit(), Recurrence.Unit.class);
        var every = said.every() == null ? 1 : said.every();
        if (every < 1 || every > MOST_EVERY) {
            faults.add("/recurrence/every", Said.message("number-between", 1, MOST_EVERY));
        }
        var until = faults.day("/recurrence/until", said.until());
        if (until != null
                && at != null
                && until.isBefore(LocalDateTime.ofInstant(at, days.zone(store)).toLocalDate())) {
            faults.add("/recurrence/until", Said.message("until-before-plan"));
        }
        var count = said.count();
        if (count != null && (count < 1 || count > MOST_COUNT)) {
            faults.add("/recurrence/count", Said.message("number-between", 1, MOST_COUNT));
        }
        if (count != null && until != null) {
            faults.add("/recurrence/count", Said.message("until-and-count"));
        }
        return unit == null ? null : new Recurrence(unit, every, until, count);
    }

    private static @Nullable ActorName owner(
            Faults faults, @Nullable Owner said, Actor actor, @Nullable Customer customer) {
        if (said != Owner.CUSTOMER_OWNER && actor.kind() == Actor.Kind.USER) {
            return new ActorName(actor.id(), actor.name());
        }
        if (customer != null && customer.ownerId() != null) {
            return new ActorName(customer.ownerId().value(), customer.ownerName());
        }
        if (customer != null) {
            faults.add("/owner", Said.message("customer-without-owner"));
        }
        return null;
    }
}
