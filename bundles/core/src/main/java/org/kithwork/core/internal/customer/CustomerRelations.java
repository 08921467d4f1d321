package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerHistory.Change;
import org.kithwork.core.internal.customer.CustomerHistory.Entry;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.RelationEntity;
import org.kithwork.core.internal.customer.store.RelationEntity.Kind;
import org.kithwork.core.internal.customer.store.RelationStore;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerKind;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who belongs to whom: households, guardians, employers, and who was referred by whom. */
@Component(service = CustomerRelations.class)
public final class CustomerRelations {

    static final int MOST = 50;

    /** The member under which the history tells of them. */
    static final String RELATIONS = "relations";

    private final AccessControl access;
    private final Transactions transactions;
    private final CustomerStore store;
    private final RelationStore relations;
    private final CustomerViews views;
    private final CustomerWriter writer;
    private final CustomerHistory history;
    private final Ids ids;

    @Activate
    public CustomerRelations(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference CustomerStore store,
            @Reference RelationStore relations,
            @Reference CustomerViews views,
            @Reference CustomerWriter writer,
            @Reference CustomerHistory history,
            @Reference Ids ids) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.relations = relations;
        this.views = views;
        this.writer = writer;
        this.history = history;
        this.ids = ids;
    }

    /**
     * A relation between two customers whom the actor sees.
     *
     * @param fromName masked where he may not see it
     */
    public record Relation(
            String id,
            Kind kind,
            CustomerId from,
            @Nullable String fromName,
            CustomerId to,
            @Nullable String toName,
            Instant createdAt) {}

    /** A new relation, one end of which is the customer that is changed; raw. */
    public record Draft(
            @Nullable String kind,
            @Nullable String from,
            @Nullable String to) {}

    /** The relations of a customer; those to customers out of scope are left out. */
    public List<Relation> of(CustomerId id) {
        var visibility = access.visibility(CustomerPermissions.VIEW);
        return transactions.call(() -> shown(relations.of(required(id, visibility).id), visibility));
    }

    /**
     * A relation, and who entered it.
     *
     * @param by of one that neither history tells of, as after a merge, who entered the customer
     */
    public record Entered(Relation relation, ActorName by) {}

    /** The relations of a customer as {@link #of} shows them, with who entered them. */
    List<Entered> entered(CustomerId id) {
        var visibility = access.visibility(CustomerPermissions.VIEW);
        return transactions.call(() -> {
            var customer = required(id, visibility);
            var histories = new HashMap<String, List<Entry>>();
            return shown(relations.of(customer.id), visibility).stream()
                    .map(relation -> new Entered(relation, enteredBy(relation, customer, histories)))
                    .toList();
        });
    }

    private ActorName enteredBy(Relation relation, CustomerEntity customer, Map<String, List<Entry>> histories) {
        var ends = Map.of(
                "kind", relation.kind().name(),
                "from", relation.from().value(),
                "to", relation.to().value());
        return Stream.of(relation.from(), relation.to())
                .flatMap(end -> histories.computeIfAbsent(end.value(), history::whole).stream())
                .filter(entry -> entry.changes().stream().anyMatch(change -> ends.equals(change.to())))
                .max(Comparator.comparing(Entry::at))
                .map(Entry::actor)
                .orElseGet(() -> new ActorName(customer.createdBy, customer.createdByName));
    }

    /**
     * The relations of a customer as they stood at a time; one that was removed since is there if it was removed on the page
     * of this customer.
     */
    List<Relation> at(CustomerId id, Instant time) {
        var visibility = access.visibility(CustomerPermissions.VIEW);
        return transactions.call(() -> {
            var customer = required(id, visibility);
            var then = new ArrayList<>(relations.of(customer.id));
            then.removeIf(relation -> relation.createdAt.isAfter(time));
            for (var entry : history.whole(customer.id)) {
                if (entry.at().isAfter(time)) {
                    entry.changes().stream()
                            .filter(change -> change.field().equals(RELATIONS))
                            .forEach(change -> takeBack(change, entry, then));
                } else {
                    entry.changes().forEach(change -> date(change, entry, then));
                }
            }
            return shown(then, visibility);
        });
    }

    private static void takeBack(Change change, Entry entry, List<RelationEntity> then) {
        if (change.to() instanceof Map<?, ?> to) {
            then.removeIf(relation -> ends(relation).equals(to));
        }
        if (change.from() instanceof Map<?, ?> from) {
            var relation = new RelationEntity();
            relation.id = entry.id();
            relation.kind = Kind.valueOf(String.valueOf(from.get("kind")));
            relation.fromId = String.valueOf(from.get("from"));
            relation.toId = String.valueOf(from.get("to"));
            relation.createdAt = entry.at();
            then.add(relation);
        }
    }

    /** One that is back was entered when the history says so. */
    private static void date(Change change, Entry entry, List<RelationEntity> then) {
        then.stream()
                .filter(relation ->
                        relation.createdAt.isAfter(entry.at()) && ends(relation).equals(change.to()))
                .forEach(relation -> relation.createdAt = entry.at());
    }

    /** Adds a relation; what it then has. The other customer has to be seen, not changed. */
    public List<Relation> add(CustomerId id, Draft draft) {
        var edits = access.visibility(CustomerPermissions.EDIT);
        var sees = access.visibility(CustomerPermissions.VIEW);
        var faults = new Faults();
        var kind = faults.choice("/kind", draft.kind(), Kind.class);
        var from = faults.requiredText("/from", draft.from(), 36);
        var to = faults.requiredText("/to", draft.to(), 36);
        faults.check();
        if (from.equals(to) || !(from.equals(id.value()) || to.equals(id.value()))) {
            throw Problem.invalid(from.equals(to) ? "/to" : "/from", message("relation-ends"));
        }
        var other = from.equals(id.value()) ? to : from;
        var pointer = other.equals(to) ? "/to" : "/from";
        return transactions.call(() -> {
            open(id, edits, sees);
            if (store.find(other).filter(found -> isOpen(found, sees)).isEmpty()) {
                throw Problem.invalid(pointer, message("relation-unknown"));
            }
            Stream.of(id.value(), other).sorted().forEach(store::lock);
            var customer = open(id, edits, sees);
            var ends = RelationData.placed(Objects.requireNonNull(kind), from, to);
            check(customer, kind, ends);
            var relation = new RelationEntity();
            relation.id = ids.next();
            relation.kind = kind;
            relation.fromId = ends.get(0);
            relation.toId = ends.get(1);
            relation.createdAt = writer.now().truncatedTo(ChronoUnit.MICROS);
            relations.insert(relation);
            changed(customer, null, relation);
            return shown(relations.of(customer.id), sees);
        });
    }

    /** Removes a relation. */
    public void remove(CustomerId id, String relationId) {
        var edits = access.visibility(CustomerPermissions.EDIT);
        var sees = access.visibility(CustomerPermissions.VIEW);
        transactions.run(() -> {
            open(id, edits, sees);
            var customer = store.lock(id.value()).orElseThrow(Customers::notFound);
            var relation = relations.of(customer.id).stream()
                    .filter(found -> found.id.equals(relationId))
                    .filter(found -> store.find(other(found, customer.id))
                            .filter(end -> Customers.covers(sees, end))
                            .isPresent())
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("relation"));
            relations.remove(relation);
            changed(customer, relation, null);
        });
    }

    private void check(CustomerEntity customer, Kind kind, List<String> ends) {
        var there = relations.of(customer.id);
        if (there.stream().anyMatch(relation -> RelationData.same(relation, kind, ends))) {
            throw Problem.conflict(message("relation-there"));
        }
        if (there.size() >= MOST) {
            throw Problem.conflict(message("relation-too-many", MOST));
        }
        if (kind == Kind.GUARDIAN) {
            var guardian = store.find(ends.get(0)).orElseThrow(Customers::notFound);
            var round = there.stream()
                    .anyMatch(relation -> RelationData.same(relation, kind, List.of(ends.get(1), ends.get(0))));
            if (round || guardian.kind != CustomerKind.PERSON || views.isMinor(guardian)) {
                throw Problem.invalid("/from", message("relation-guardian"));
            }
        }
    }

    private void changed(CustomerEntity customer, @Nullable RelationEntity before, @Nullable RelationEntity after) {
        writer.touch(customer);
        history.record(
                customer,
                List.of(new Change(
                        RELATIONS, before == null ? null : ends(before), after == null ? null : ends(after))));
        writer.tell(customer, CustomerEvents.CHANGED, "changed", List.of(RELATIONS), null);
    }

    private static Map<String, String> ends(RelationEntity relation) {
        return Map.of("kind", relation.kind.name(), "from", relation.fromId, "to", relation.toId);
    }

    private CustomerEntity required(CustomerId id, Visibility visibility) {
        return store.find(id.value())
                .flatMap(found -> found.mergedInto == null ? Optional.of(found) : store.find(found.mergedInto))
                .filter(found -> Customers.covers(visibility, found))
                .orElseThrow(Customers::notFound);
    }

    private CustomerEntity open(CustomerId id, Visibility edits, Visibility sees) {
        var found = required(id, sees);
        if (!found.id.equals(id.value())) {
            throw Customers.merged(found.id);
        }
        if (!Customers.covers(edits, found)) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", CustomerPermissions.EDIT);
        }
        return found;
    }

    private static boolean isOpen(CustomerEntity found, Visibility sees) {
        return found.status != CustomerStatus.MERGED && Customers.covers(sees, found);
    }

    private static String other(RelationEntity relation, String customer) {
        return relation.fromId.equals(customer) ? relation.toId : relation.fromId;
    }

    private List<Relation> shown(List<RelationEntity> found, Visibility visibility) {
        var ends = found.stream()
                .flatMap(relation -> Stream.of(relation.fromId, relation.toId))
                .distinct()
                .toList();
        var rules = views.rules();
        var seen = store.byIds(ends).stream()
                .filter(end -> Customers.covers(visibility, end))
                .collect(Collectors.toMap(end -> end.id, Function.identity()));
        return found.stream()
                .filter(relation -> seen.containsKey(relation.fromId) && seen.containsKey(relation.toId))
                .map(relation -> new Relation(
                        relation.id,
                        relation.kind,
                        new CustomerId(relation.fromId),
                        views.nameOf(rules, Objects.requireNonNull(seen.get(relation.fromId))),
                        new CustomerId(relation.toId),
                        views.nameOf(rules, Objects.requireNonNull(seen.get(relation.toId))),
                        relation.createdAt))
                .toList();
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(CustomerRelations.class, code, arguments);
    }
}
