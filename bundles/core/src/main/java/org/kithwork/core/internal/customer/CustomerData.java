package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.consent.ConsentData;
import org.kithwork.core.internal.customer.CustomerHistory.Change;
import org.kithwork.core.internal.customer.store.ContactPointEntity;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.MergeItemEntity;
import org.kithwork.core.internal.customer.store.MergeItemEntity.Kind;
import org.kithwork.core.internal.operation.MergeChoices;
import org.kithwork.core.internal.operation.PersonRecords;
import org.kithwork.core.internal.outbound.mail.store.MailStore;
import org.kithwork.core.internal.text.SortKeys;
import org.kithwork.core.internal.viewing.Views;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Identifier;
import org.kithwork.customer.NameOrder;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerExport;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.customer.spi.ExportWriter;
import org.kithwork.customer.spi.MergePreview;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The core's own part in merges, erasures and exports: contact points, identifiers and tags are united, members are
 * chosen, and all that is personal goes with an erasure.
 */
@Component(service = CustomerDataParticipant.class)
public final class CustomerData implements CustomerDataParticipant {

    private final CustomerStore store;
    private final CustomerWriter writer;
    private final CustomerHistory history;
    private final MergeMemory memory;
    private final MergeChoices choices;
    private final CustomerProtection protection;
    private final RelationData relations;
    private final ConsentData consents;
    private final Views views;
    private final CustomerFields fields;
    private final PersonRecords records;
    private final MailStore mails;
    private final CustomerMembers members;

    @Activate
    public CustomerData(
            @Reference CustomerStore store,
            @Reference CustomerWriter writer,
            @Reference CustomerHistory history,
            @Reference MergeMemory memory,
            @Reference MergeChoices choices,
            @Reference CustomerProtection protection,
            @Reference RelationData relations,
            @Reference ConsentData consents,
            @Reference Views views,
            @Reference CustomerFields fields,
            @Reference PersonRecords records,
            @Reference MailStore mails) {
        this.store = store;
        this.writer = writer;
        this.history = history;
        this.memory = memory;
        this.choices = choices;
        this.protection = protection;
        this.relations = relations;
        this.consents = consents;
        this.views = views;
        this.fields = fields;
        this.records = records;
        this.mails = mails;
        this.members = new CustomerMembers(protection);
    }

    @Override
    public String name() {
        return "core";
    }

    @Override
    public MergePreview preview(CustomerMerge merge) {
        var details = store.details(merge.absorbed().value());
        return new MergePreview(
                name(),
                Map.of(
                        "contactPoints", (long) details.contactPoints().size(),
                        "identifiers", (long) details.identifiers().size(),
                        "tags", (long) details.tags().size(),
                        "relations",
                                (long) relations.of(merge.absorbed().value()).size()));
    }

    @Override
    public void merge(CustomerMerge merge) {
        if (!memory.of(merge.id()).isEmpty()) {
            return;
        }
        var survivor = store.lock(merge.survivor().value()).orElseThrow();
        var absorbed = store.lock(merge.absorbed().value()).orElseThrow();
        memory.remember(merge.id(), Kind.APPLIED, "", Map.of(), Map.of());
        uniteContactPoints(merge.id(), survivor, absorbed);
        for (var identifier : store.details(absorbed.id).identifiers()) {
            memory.remember(
                    merge.id(), Kind.IDENTIFIER, identifier.scheme + ":" + identifier.identifier, Map.of(), Map.of());
            identifier.customerId = survivor.id;
        }
        uniteTags(merge.id(), survivor, absorbed);
        relations.unite(merge.id(), survivor.id, absorbed.id);
        var changes = chooseMembers(merge.id(), survivor, absorbed);
        writer.touch(survivor);
        if (!changes.isEmpty()) {
            history.record(survivor, changes);
        }
        writer.renewKeys(survivor);
    }

    /** A point that the survivor has as well stays behind; the others come over, primary where he has none. */
    private void uniteContactPoints(String mergeId, CustomerEntity survivor, CustomerEntity absorbed) {
        var kept = new ArrayList<>(store.details(survivor.id).contactPoints());
        for (var point : store.details(absorbed.id).contactPoints()) {
            if (kept.stream().anyMatch(other -> same(point, other))) {
                continue;
            }
            memory.remember(
                    mergeId,
                    Kind.CONTACT_POINT,
                    point.id,
                    Map.of("primary", Boolean.toString(point.primary)),
                    Map.of());
            var first = kept.stream().noneMatch(other -> other.type == point.type && other.primary);
            point.setPrimary(false);
            store.flush();
            point.customerId = survivor.id;
            point.setPrimary(first);
            kept.add(point);
        }
    }

    private static boolean same(ContactPointEntity a, ContactPointEntity b) {
        return a.type == b.type && a.blindIndex != null && a.blindIndex.equals(b.blindIndex);
    }

    private void uniteTags(String mergeId, CustomerEntity survivor, CustomerEntity absorbed) {
        var tags = new TreeSet<>(store.details(survivor.id).tags());
        var before = Set.copyOf(tags);
        for (var tag : store.details(absorbed.id).tags()) {
            if (tags.add(tag)) {
                memory.remember(mergeId, Kind.TAG, tag, Map.of(), Map.of());
            }
        }
        if (!before.equals(tags)) {
            store.replaceTags(survivor.id, tags);
        }
    }

    /** What is chosen from the absorbed one, and what the survivor has not. */
    private List<Change> chooseMembers(String mergeId, CustomerEntity survivor, CustomerEntity absorbed) {
        var chosen = choices.of(mergeId);
        var changes = new ArrayList<Change>();
        for (var member : new TreeSet<>(MergeChoices.MEMBERS)) {
            var mine = members.read(survivor, member);
            var other = members.read(absorbed, member);
            var takes = "absorbed".equals(chosen.get(member)) || (mine.isEmpty() && !other.isEmpty());
            if (takes && !mine.equals(other)) {
                members.write(survivor, member, other);
                memory.remember(mergeId, Kind.MEMBER, member, mine, other);
                changes.add(new Change(member.equals("name") ? "displayName" : member, shown(mine), shown(other)));
            }
        }
        for (var pair : fields.pairs(survivor, absorbed)) {
            var member = pair.field().member();
            var takes = "absorbed".equals(chosen.get(member)) || pair.mine() == null;
            if (takes && !Objects.equals(pair.mine(), pair.other())) {
                fields.put(survivor.id, pair.field(), pair.other());
                memory.remember(mergeId, Kind.MEMBER, member, memory.parts(pair.mine()), memory.parts(pair.other()));
                changes.add(new Change(member, pair.mine(), pair.other()));
            }
        }
        return changes;
    }

    /** A member as a change by hand notes it: a text, or its parts by name. */
    private static @Nullable Object shown(Map<String, String> parts) {
        var name = parts.get("display");
        if (name != null || parts.isEmpty()) {
            return name;
        }
        return parts.size() == 1 ? parts.values().iterator().next() : parts;
    }

    @Override
    public void undo(CustomerMerge merge) {
        var items = memory.of(merge.id());
        if (items.isEmpty()) {
            return;
        }
        var survivor = store.lock(merge.survivor().value()).orElseThrow();
        var absorbed = store.lock(merge.absorbed().value()).orElseThrow();
        var tags = new TreeSet<>(store.details(survivor.id).tags());
        for (var item : items) {
            switch (item.kind) {
                case CONTACT_POINT -> returnContactPoint(item, survivor, absorbed);
                case IDENTIFIER -> returnIdentifier(item, survivor, absorbed);
                case TAG -> tags.remove(item.item);
                case MEMBER -> returnMember(item, survivor);
                case RELATION -> relations.giveBack(item, survivor.id, absorbed.id);
                case APPLIED -> {}
            }
        }
        store.flush();
        store.replaceTags(survivor.id, tags);
        memory.forget(merge.id());
        writer.touch(survivor);
        writer.renewKeys(survivor);
        writer.touch(absorbed);
        writer.renewKeys(absorbed);
    }

    private void returnContactPoint(MergeItemEntity item, CustomerEntity survivor, CustomerEntity absorbed) {
        store.details(survivor.id).contactPoints().stream()
                .filter(point -> point.id.equals(item.item))
                .findFirst()
                .ifPresent(point -> {
                    point.setPrimary(false);
                    store.flush();
                    point.customerId = absorbed.id;
                    point.setPrimary(Boolean.parseBoolean(memory.before(item).get("primary")));
                });
    }

    private void returnIdentifier(MergeItemEntity item, CustomerEntity survivor, CustomerEntity absorbed) {
        var colon = item.item.indexOf(':');
        store.identifier(item.item.substring(0, colon), item.item.substring(colon + 1))
                .filter(identifier -> identifier.customerId.equals(survivor.id))
                .ifPresent(identifier -> identifier.customerId = absorbed.id);
    }

    /** A member that was changed after the merge stays with the survivor. */
    private void returnMember(MergeItemEntity item, CustomerEntity survivor) {
        var field = fields.ofMember(item.item);
        if (field != null) {
            if (Objects.equals(fields.value(survivor.id, field), memory.value(memory.after(item)))) {
                fields.put(survivor.id, field, memory.value(memory.before(item)));
            }
            return;
        }
        if (members.read(survivor, item.item).equals(memory.after(item))) {
            members.write(survivor, item.item, memory.before(item));
        }
    }

    @Override
    public void erase(CustomerErasure erasure) {
        eraseRow(erasure.customer().value(), erasure.mode());
        store.aliases(erasure.customer().value()).forEach(id -> eraseRow(id, erasure.mode()));
    }

    /** An anonymised customer still counts by sex, year of birth, district and source; an erased one by nothing. */
    private void eraseRow(String id, ErasureMode mode) {
        var customer = store.lock(id).orElseThrow();
        fields.erase(id);
        customer.displayName = null;
        customer.familyName = null;
        customer.givenName = null;
        customer.nameOrder = NameOrder.WHOLE;
        customer.pinyin = null;
        customer.nameDoubtful = false;
        customer.sortKey = SortKeys.unique("", id);
        if (mode == ErasureMode.ERASE) {
            customer.sex = 0;
            customer.birthYear = null;
            customer.birthCalendar = null;
            customer.district = null;
        }
        customer.birthMonth = null;
        customer.birthDay = null;
        customer.occupation = null;
        customer.company = null;
        customer.noteCipher = null;
        writer.touch(customer);
        store.flush();
        consents.erase(id);
        mails.erase(id, mailKeys(id));
        store.removeDetails(id);
        relations.erase(id);
    }

    private List<String> mailKeys(String id) {
        return store.details(id).contactPoints().stream()
                .filter(point -> point.type == ContactType.EMAIL)
                .map(point -> point.blindIndex)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What is held of those whom he absorbed as well: a merge leaves with them what he has otherwise. */
    @Override
    public void export(CustomerExport export, ExportWriter out) {
        var customer = store.find(export.customer().value()).orElseThrow();
        write("customer", customer, out);
        relations.of(customer.id).forEach(relation -> out.record("relations", relation));
        consents.export(export.customer(), out);
        var ids = new ArrayList<CustomerId>(List.of(export.customer()));
        for (var alias : store.aliases(customer.id)) {
            ids.add(new CustomerId(alias));
            store.find(alias).ifPresent(absorbed -> write("absorbed-customers", absorbed, out));
        }
        records.export(Set.copyOf(ids), out);
        mails.of(ids.stream().map(CustomerId::value).toList()).forEach(mail -> out.record("mails", mail));
        views.seenBy(ids).forEach(seen -> out.record("views", seen));
    }

    private void write(String kind, CustomerEntity customer, ExportWriter out) {
        var details = store.details(customer.id);
        var all = new LinkedHashMap<String, Object>();
        all.put("id", customer.id);
        all.put("createdAt", customer.createdAt);
        all.put("updatedAt", customer.updatedAt);
        for (var member : new TreeSet<>(MergeChoices.MEMBERS)) {
            all.put(member, members.read(customer, member));
        }
        all.put("tags", details.tags());
        out.record(kind, all);
        for (var point : details.contactPoints()) {
            out.record(
                    "contact-points",
                    Map.of(
                            "type", point.type,
                            "value", protection.openContact(point.id, point.contactCipher),
                            "primary", point.primary,
                            "state", point.state));
        }
        for (var identifier : details.identifiers()) {
            out.record("identifiers", new Identifier(identifier.scheme, identifier.identifier));
        }
        fields.export(customer.id).forEach(field -> out.record("fields", field));
        history.all(customer.id).forEach(entry -> out.record("history", entry));
    }
}
