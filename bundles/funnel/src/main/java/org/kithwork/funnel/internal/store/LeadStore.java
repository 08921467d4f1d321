package org.kithwork.funnel.internal.store;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.lead.Lead;
import org.kithwork.funnel.internal.lead.Lead.Assignment;
import org.kithwork.funnel.internal.lead.LeadId;
import org.kithwork.funnel.internal.lead.LeadNote;
import org.kithwork.funnel.internal.lead.Leads.Filter;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.Visibility;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps leads, and what is written down of them. */
@Component(service = LeadStore.class)
public final class LeadStore {

    static final String TABLE = "funnel_lead";
    static final String NOTES = "funnel_lead_note";

    private final FunnelUnit unit;
    private final FieldCipher cipher;
    private final Clock clock;

    @Activate
    public LeadStore(@Reference FunnelUnit unit, @Reference FieldCipher cipher, @Reference Clock clock) {
        this.unit = unit;
        this.cipher = cipher;
        this.clock = clock;
    }

    private static Sql.Condition visible(Visibility visibility) {
        return visibility.ofRecord("l.customer_id", "l.owner_id", "l.store_id");
    }

    public Optional<Lead> find(LeadId id, Visibility visibility) {
        return unit.in(em -> Sql.select("l.* FROM funnel_lead l")
                .where("l.id = ?", id.value())
                .where(visible(visibility))
                .entities(em, LeadEntity.class)
                .stream()
                .findFirst()
                .map(this::lead));
    }

    /** Those of these that are in scope. */
    public List<Lead> find(Collection<LeadId> ids, Visibility visibility) {
        return unit.in(em -> Sql.inPortions(
                        ids.stream().map(LeadId::value).toList(),
                        some -> Sql.select("l.* FROM funnel_lead l")
                                .whereIn("l.id", some)
                                .where(visible(visibility))
                                .entities(em, LeadEntity.class))
                .stream()
                .map(this::lead)
                .toList());
    }

    /** The lead, its row locked until the transaction ends, so that others who change it wait. */
    public Optional<Lead> lock(LeadId id, Visibility visibility) {
        return unit.in(em -> Sql.select("l.id FROM funnel_lead l")
                .where("l.id = ?", id.value())
                .where(visible(visibility))
                .values(em, String.class)
                .stream()
                .findFirst()
                .map(found -> em.find(LeadEntity.class, found, LockModeType.PESSIMISTIC_WRITE))
                .map(row -> {
                    em.refresh(row);
                    return lead(row);
                }));
    }

    /** One row more than the page has, the newest first. */
    public List<Lead> list(Filter filter, Visibility visibility, PageRequest request) {
        var customer = filter.customer();
        var state = filter.state();
        var owner = filter.owner();
        var opportunity = filter.opportunity();
        return unit.in(em -> {
            var found = Sql.select("l.sort_key FROM funnel_lead l " + Sql.byIndex(index(filter)));
            if (filter.open()) {
                found.where("l.settled = FALSE");
            }
            if (filter.unowned()) {
                found.where("l.owner_id IS NULL");
            }
            var keys = found.whereIf("l.customer_id = ?", customer == null ? null : customer.value())
                    .whereIf("l.state = ?", state == null ? null : state.name())
                    .whereIf("l.owner_id = ?", owner == null ? null : owner.value())
                    .whereIf("l.opportunity_id = ?", opportunity == null ? null : opportunity.value())
                    .where(visible(visibility))
                    .page("l.sort_key", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("l.* FROM funnel_lead l")
                                    .whereIn("l.sort_key", some)
                                    .orderBy("l.sort_key DESC")
                                    .entities(em, LeadEntity.class))
                    .stream()
                    .map(this::lead)
                    .toList();
        });
    }

    private static String index(Filter filter) {
        if (filter.opportunity() != null) {
            return "funnel_lead_opportunity";
        }
        if (filter.customer() != null) {
            return "funnel_lead_customer";
        }
        if (filter.owner() != null || filter.unowned()) {
            return "funnel_lead_owner";
        }
        return filter.state() != null
                ? "funnel_lead_state"
                : filter.open() ? "funnel_lead_settled" : "funnel_lead_sort";
    }

    /** The place of a lead in a list. */
    public String key(Lead one) {
        return TimeKey.of(one.openedAt(), one.id().value());
    }

    /** Stores a new one. */
    public Lead insert(Lead made, Actor by) {
        return unit.in(em -> {
            var row = new LeadEntity();
            row.id = made.id().value();
            row.openedAt = made.openedAt();
            row.sortKey = key(made);
            row.createdAt = clock.instant();
            row.createdBy = by.id();
            row.createdByName = by.name();
            fill(row, made, by);
            em.persist(row);
            em.flush();
            return made.kept(row.version);
        });
    }

    /** Stores what a change or a step may touch, of a lead that {@link #lock} read. */
    public Lead change(Lead after, Actor by) {
        return unit.in(em -> {
            var row = em.find(LeadEntity.class, after.id().value());
            fill(row, after, by);
            em.flush();
            return after.kept(row.version);
        });
    }

    /** Removes a lead about which nobody did anything since this time; answers whether it is gone. */
    public boolean removeUnchanged(LeadId id, Instant until) {
        return unit.in(em -> {
            var row = em.find(LeadEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
            if (row == null) {
                return true;
            }
            var noted = Sql.select("n.created_at FROM funnel_lead_note n")
                    .where("n.lead_id = ?", row.id)
                    .where("n.created_at > ?", Timestamp.from(until))
                    .exists(em);
            if (row.version > 1 || row.updatedAt.isAfter(until) || noted) {
                return false;
            }
            em.flush();
            Sql.update(em, "DELETE FROM funnel_lead_note WHERE lead_id = ?", row.id);
            Sql.update(em, "DELETE FROM funnel_lead WHERE id = ?", row.id);
            em.detach(row);
            return true;
        });
    }

    /** Adds a note. */
    public void add(LeadId lead, LeadNote note) {
        unit.run(em -> {
            var row = new LeadNoteEntity();
            row.id = note.id();
            row.leadId = lead.value();
            row.channel = note.channel();
            row.textCipher = note.text() == null ? null : cipher.seal(NOTES, "text", row.id, note.text());
            row.writtenAt = note.at();
            row.createdAt = clock.instant();
            row.createdBy = note.by().id();
            row.createdByName = note.by().name();
            em.persist(row);
        });
    }

    /** What was written down of a lead, the first first. */
    public List<LeadNote> notes(LeadId lead) {
        return unit.in(em -> {
            em.flush();
            return Sql.select("n.* FROM funnel_lead_note n")
                    .where("n.lead_id = ?", lead.value())
                    .orderBy("n.id")
                    .entities(em, LeadNoteEntity.class)
                    .stream()
                    .map(this::note)
                    .toList();
        });
    }

    /** A note that is an interaction from now on, whose words stand there alone. */
    public void moved(LeadNote note, String interaction) {
        unit.run(em -> {
            var row = em.find(LeadNoteEntity.class, note.id());
            row.textCipher = null;
            row.interactionId = interaction;
        });
    }

    private void fill(LeadEntity row, Lead one, Actor by) {
        row.customerId = text(one.customerId());
        row.titleCipher = one.title() == null ? null : cipher.seal(TABLE, "title", row.id, one.title());
        row.source = one.source();
        row.campaignId = one.campaignId();
        var owner = one.owner();
        row.ownerId = owner == null ? null : owner.id();
        row.storeId = text(one.storeId());
        row.state = one.state();
        row.settled = !one.state().isOpen();
        row.settledKey = row.settled ? TimeKey.of(one.stateSince(), row.id) : null;
        row.rejection = one.rejection();
        row.enteredAt = one.stateSince();
        var given = one.assignment();
        row.assignedAt = given == null ? null : given.at();
        row.assignedBy = given == null ? null : given.by().id();
        row.assignedByName = given == null ? null : given.by().name();
        row.ruleName = given == null ? null : given.rule();
        row.opportunityId = text(one.opportunityId());
        row.updatedAt = clock.instant();
        row.updatedBy = by.id();
    }

    private Lead lead(LeadEntity row) {
        return new Lead(
                new LeadId(row.id),
                row.version,
                row.customerId == null ? null : new CustomerId(row.customerId),
                row.titleCipher == null ? null : cipher.open(TABLE, "title", row.id, row.titleCipher),
                row.source,
                row.campaignId,
                row.storeId == null ? null : new StoreId(row.storeId),
                row.ownerId == null ? null : new ActorName(row.ownerId, null),
                row.assignedAt == null
                        ? null
                        : new Assignment(
                                row.assignedAt, new ActorName(row.assignedBy, row.assignedByName), row.ruleName),
                row.state,
                row.rejection,
                row.openedAt,
                row.enteredAt,
                row.opportunityId == null ? null : new OpportunityId(row.opportunityId));
    }

    private LeadNote note(LeadNoteEntity row) {
        return new LeadNote(
                row.id,
                row.writtenAt,
                new ActorName(row.createdBy, row.createdByName),
                row.channel,
                row.textCipher == null ? null : cipher.open(NOTES, "text", row.id, row.textCipher),
                row.interactionId);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
