package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.kithwork.core.internal.customer.store.MergeItemEntity;
import org.kithwork.core.internal.customer.store.RelationEntity;
import org.kithwork.core.internal.customer.store.RelationStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What happens to relations when customers are merged, separated, erased or exported. */
@Component(service = RelationData.class)
public final class RelationData {

    private final RelationStore store;
    private final MergeMemory memory;

    @Activate
    public RelationData(@Reference RelationStore store, @Reference MergeMemory memory) {
        this.store = store;
        this.memory = memory;
    }

    /** A relation as it stands, by ids alone. */
    public record Stored(RelationEntity.Kind kind, String from, String to, Instant createdAt) {}

    List<Stored> of(String customer) {
        return store.of(customer).stream()
                .map(relation -> new Stored(relation.kind, relation.fromId, relation.toId, relation.createdAt))
                .toList();
    }

    /** The survivor has what the absorbed had, but none to himself and none twice. */
    void unite(String mergeId, String survivor, String absorbed) {
        for (var relation : store.of(absorbed)) {
            var before = ends(relation);
            var from = relation.fromId.equals(absorbed) ? survivor : relation.fromId;
            var to = relation.toId.equals(absorbed) ? survivor : relation.toId;
            var moved = placed(relation.kind, from, to);
            if (from.equals(to) || store.of(survivor).stream().anyMatch(other -> same(other, relation.kind, moved))) {
                store.remove(relation);
                memory.remember(mergeId, MergeItemEntity.Kind.RELATION, relation.id, before, Map.of());
            } else {
                relation.fromId = moved.get(0);
                relation.toId = moved.get(1);
                memory.remember(mergeId, MergeItemEntity.Kind.RELATION, relation.id, before, ends(relation));
            }
        }
    }

    /** What the merge moved goes back unless it was removed since; what it dropped is there again. */
    void giveBack(MergeItemEntity item, String survivor, String absorbed) {
        var before = memory.before(item);
        if (memory.after(item).isEmpty()) {
            var relation = new RelationEntity();
            relation.id = item.item;
            relation.kind = RelationEntity.Kind.valueOf(before.getOrDefault("kind", ""));
            relation.fromId = before.get("from");
            relation.toId = before.get("to");
            relation.createdAt = Instant.parse(before.getOrDefault("createdAt", ""));
            if (store.of(absorbed).stream()
                    .noneMatch(other -> same(other, relation.kind, List.of(relation.fromId, relation.toId)))) {
                store.insert(relation);
            }
            return;
        }
        store.of(survivor).stream()
                .filter(relation -> relation.id.equals(item.item))
                .findFirst()
                .ifPresent(relation -> {
                    relation.fromId = before.get("from");
                    relation.toId = before.get("to");
                });
    }

    void erase(String customer) {
        store.removeAll(customer);
    }

    static boolean same(RelationEntity relation, RelationEntity.Kind kind, List<String> ends) {
        return relation.kind == kind && relation.fromId.equals(ends.get(0)) && relation.toId.equals(ends.get(1));
    }

    /** A household has no first and second, so its ends stand in the order of their ids. */
    static List<String> placed(RelationEntity.Kind kind, String from, String to) {
        return kind == RelationEntity.Kind.HOUSEHOLD && from.compareTo(to) > 0 ? List.of(to, from) : List.of(from, to);
    }

    private static Map<String, String> ends(RelationEntity relation) {
        return Map.of(
                "kind",
                relation.kind.name(),
                "from",
                relation.fromId,
                "to",
                relation.toId,
                "createdAt",
                relation.createdAt.toString());
    }
}
