package org.kithwork.archives.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kithwork.archives.internal.InteractionDrafts.NewInteraction;
import org.kithwork.archives.internal.store.InteractionStore;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records interactions and changes them. Each change, its audit and its event are one transaction. */
@Component(service = InteractionBook.class)
public final class InteractionBook {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final InteractionStore store;
    private final InteractionDrafts drafts;
    private final Trail trail;

    @Activate
    public InteractionBook(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference InteractionStore store,
            @Reference InteractionDrafts drafts,
            @Reference Trail trail) {
        this.access = access;
        this.customers = customers;
        this.transactions = transactions;
        this.store = store;
        this.drafts = drafts;
        this.trail = trail;
    }

    /**
     * Records an interaction. One with the same source and external id is the same interaction: with the same content
     * it is returned as it stands, with another content refused ({@code external-id-taken}).
     */
    public Interaction record(InteractionDraft draft) {
        var said = drafts.read(draft, access.actor(), access.visibility(ArchivesPermissions.INTERACTION_CREATE));
        return transactions.call(() -> {
            var customer = customers.requireOpen(said.customer());
            return known(said).map(known -> requireSame(known, said, customer)).orElseGet(() -> enter(said, true));
        });
    }

    /** Changes the members that the patch names. Only its author changes who may read it. */
    public Interaction change(InteractionId id, long version, Patch patch) {
        var right = access.visibility(ArchivesPermissions.INTERACTION_EDIT);
        var reader = Reader.of(access, right);
        return transactions.call(() -> {
            var before = store.lock(id, reader).orElseThrow(() -> Problem.notFound("interaction"));
            if (before.version() != version) {
                throw Problem.stale();
            }
            var after = drafts.read(InteractionDraft.of(before, patch), before, right);
            if (after.visibility() != before.visibility() && !before.isBy(access.actor())) {
                throw Problem.conflict(Said.message("audience-of-another"));
            }
            if (after.equals(before)) {
                return before;
            }
            trail.audited(
                    "interaction.changed",
                    before.customerId(),
                    id.value(),
                    Map.of("fields", patch.members().stream().sorted().collect(Collectors.joining(", "))),
                    null);
            return store.change(after, access.actor());
        });
    }

    /** Records an interaction in the transaction of an import, whose row is the audit of it. */
    Optional<Interaction> enterRow(InteractionDraft draft) {
        var said = drafts.read(draft, access.actor(), access.visibility(ArchivesPermissions.INTERACTION_CREATE));
        var known = known(said);
        if (known.isPresent()) {
            requireSame(known.get(), said, said.customer());
            return Optional.empty();
        }
        return Optional.of(enter(said, false));
    }

    /** The interaction that has this key. */
    Optional<Interaction> known(String source, String externalId) {
        return store.byKey(source, externalId).map(InteractionStore.Known::interaction);
    }

    private Optional<InteractionStore.Known> known(NewInteraction said) {
        var source = said.interaction().source();
        var externalId = said.interaction().externalId();
        return source == null || externalId == null ? Optional.empty() : store.byKey(source, externalId);
    }

    private Interaction enter(NewInteraction said, boolean audited) {
        var interaction = said.interaction();
        var data = data(interaction);
        var id = interaction.id().value();
        if (audited) {
            trail.happened(ArchivesEvents.INTERACTION_RECORDED, said.customer(), id, interaction.at(), data, null);
        } else {
            trail.told(ArchivesEvents.INTERACTION_RECORDED, said.customer(), id, interaction.at(), data);
        }
        return store.insert(interaction, said.fingerprint(), access.actor());
    }

    private static Interaction requireSame(InteractionStore.Known known, NewInteraction said, CustomerId customer) {
        if (!customer.equals(known.interaction().customerId())
                || !known.fingerprint().equals(said.fingerprint())) {
            throw Problem.conflict(
                    Said.message("external-id-taken", "" + said.interaction().externalId()));
        }
        return known.interaction();
    }

    private static Map<String, Object> data(Interaction interaction) {
        var data = new HashMap<String, Object>();
        data.put("channel", interaction.channel().name());
        data.put("direction", interaction.direction().name());
        var store = interaction.storeId();
        if (store != null) {
            data.put("storeId", store.value());
        }
        var staff = interaction.staffId();
        if (staff != null) {
            data.put("ownerId", staff.value());
        }
        return data;
    }
}
