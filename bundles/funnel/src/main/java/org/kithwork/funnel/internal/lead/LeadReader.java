package org.kithwork.funnel.internal.lead;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Stores;
import org.kithwork.company.Users;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.lead.AssignmentRule.Fact;
import org.kithwork.funnel.internal.lead.AssignmentRule.Facts;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.protection.FieldCipher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of a lead and names every fault at once. */
@Component(service = LeadReader.class)
public final class LeadReader {

    static final int LONGEST_WORD = 60;
    private static final int LONGEST_TITLE = 200;

    private final AccessControl access;
    private final Stores stores;
    private final Users users;
    private final Ids ids;

    @Activate
    public LeadReader(
            @Reference AccessControl access, @Reference Stores stores, @Reference Users users, @Reference Ids ids) {
        this.access = access;
        this.stores = stores;
        this.users = users;
        this.ids = ids;
    }

    /**
     * What was said, checked.
     *
     * @param customer {@code null} where it is somebody new
     * @param newcomer somebody new, where no customer is named
     * @param owner {@code null} where nobody is named
     */
    record Checked(
            LeadId id,
            @Nullable CustomerId customer,
            @Nullable CustomerDraft newcomer,
            String title,
            @Nullable String source,
            @Nullable String campaignId,
            @Nullable StoreId store,
            @Nullable ActorName owner,
            @Nullable LeadNote note) {

        /** What rules of assignment ask, with the store where the lead comes to be. */
        Facts facts(@Nullable StoreId place) {
            return LeadReader.facts(source, campaignId, place, note != null);
        }
    }

    /** What rules of assignment ask of a lead. */
    static Facts facts(@Nullable String source, @Nullable String campaign, @Nullable StoreId store, boolean hasNote) {
        Set<Fact> has = EnumSet.noneOf(Fact.class);
        if (source != null) {
            has.add(Fact.SOURCE);
        }
        if (campaign != null) {
            has.add(Fact.CAMPAIGN);
        }
        if (store != null) {
            has.add(Fact.STORE);
        }
        if (hasNote) {
            has.add(Fact.NOTE);
        }
        return new Facts(source, store, has);
    }

    /**
     * Reads a draft.
     *
     * @param right of whoever says it
     * @param before what the lead was, whose store stays possible; {@code null} for a new one
     * @param at when the first note was written down
     */
    Checked read(LeadDraft draft, Visibility right, @Nullable Lead before, Instant at, Faults faults) {
        var customer = CustomerId.optional(faults, "/customerId", draft.customerId());
        if (before == null && draft.customer() != null && draft.customerId() != null) {
            faults.add("/customer", message("one-customer"));
        }
        var checked = new Checked(
                before == null ? new LeadId(ids.next()) : before.id(),
                customer,
                draft.customer(),
                faults.requiredText("/title", draft.title(), LONGEST_TITLE),
                faults.optionalText("/source", draft.source(), LONGEST_WORD),
                faults.id("/campaignId", draft.campaignId()),
                before != null && Objects.equals(draft.storeId(), text(before.storeId()))
                        ? before.storeId()
                        : stores.read(faults, "/storeId", draft.storeId(), right),
                owner(faults, draft.ownerId()),
                note(faults, "/note", draft.note(), at));
        faults.check();
        return checked;
    }

    private static @Nullable String text(@Nullable StoreId store) {
        return store == null ? null : store.value();
    }

    /** Whom somebody names as the owner: himself or, with the right to give leads, another user who would see it. */
    @Nullable
    ActorName owner(Faults faults, @Nullable String said) {
        var id = faults.id("/ownerId", said);
        if (id == null) {
            return null;
        }
        var actor = access.actor();
        var isSelf = actor.kind() == Actor.Kind.USER && id.equals(actor.id());
        if (!isSelf && !access.permits(FunnelPermissions.LEAD_ASSIGN)) {
            faults.add("/ownerId", message("owner-not-yours"));
            return null;
        }
        var user = new UserId(id);
        var active = users.active(user);
        if (active.isEmpty()) {
            faults.add("/ownerId", "id-invalid");
            return null;
        }
        if (!users.seesOwn(user, FunnelPermissions.LEAD_VIEW)) {
            faults.add("/ownerId", message("user-sees-nothing"));
            return null;
        }
        return active.get();
    }

    /** A note as somebody writes it down; {@code null} where there is none, or it is at fault. */
    @Nullable
    LeadNote note(Faults faults, String pointer, @Nullable LeadNoteDraft draft, Instant at) {
        if (draft == null) {
            return null;
        }
        var text = faults.optionalText(pointer + "/text", draft.text(), FieldCipher.MAX_CHARACTERS);
        var said = faults.choice(pointer + "/channel", draft.channel(), Channel.class);
        var actor = access.actor();
        return text == null
                ? null
                : new LeadNote(
                        ids.next(),
                        at,
                        new ActorName(actor.id(), actor.name()),
                        said == null ? Channel.PHONE : said,
                        text,
                        null);
    }

    static Message message(String code, Object... arguments) {
        return Message.of(LeadReader.class, code, arguments);
    }
}
