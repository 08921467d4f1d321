package org.kithwork.core.internal.operation;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kithwork.core.internal.access.CustomerOwners;
import org.kithwork.core.internal.access.FieldRules;
import org.kithwork.core.internal.field.FieldDefinitions;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.field.FieldDefinition;
import org.kithwork.json.Json;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whose value to keep in a merge, for each member that the actor named. */
@Component(service = MergeChoices.class)
public final class MergeChoices {

    /** The members between whose values one can choose. */
    public static final Set<String> MEMBERS = Set.of(
            "name",
            "kind",
            "sex",
            "birth",
            "occupation",
            "company",
            "district",
            "note",
            "ownerId",
            "storeId",
            "source");

    private static final Set<String> SIDES = Set.of("survivor", "absorbed");

    private final OperationStore store;
    private final Json json;
    private final FieldDefinitions fields;
    private final CustomerOwners owners;

    @Activate
    public MergeChoices(
            @Reference OperationStore store,
            @Reference Json json,
            @Reference FieldDefinitions fields,
            @Reference CustomerOwners owners) {
        this.store = store;
        this.json = json;
        this.fields = fields;
        this.owners = owners;
    }

    /**
     * The choices of a merge: {@code survivor} or {@code absorbed} by member. What is not named is the survivor's,
     * unless he has none. For the participant of the core, which merges the customers' own members.
     */
    public Map<String, String> of(String mergeId) {
        return store.find(mergeId).map(merge -> read(merge.choices)).orElse(Map.of());
    }

    private Map<String, String> read(String text) {
        var choices = new TreeMap<String, String>();
        json.read(text, Map.class).forEach((member, side) -> choices.put((String) member, (String) side));
        return choices;
    }

    /** The choices as they are stored; refuses unknown members and sides, naming each. */
    String write(Map<String, String> choices) {
        var faults = new ArrayList<Fault>();
        var own = choices.keySet().stream().anyMatch(member -> !MEMBERS.contains(member)) ? ownMembers() : Set.of();
        choices.forEach((member, side) -> {
            if (!MEMBERS.contains(member) && !own.contains(member)) {
                faults.add(fault(member, "choices-member", String.join(", ", new TreeSet<>(MEMBERS))));
            } else if (!SIDES.contains(side)) {
                faults.add(fault(member, "choices-side"));
            }
        });
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return json.write(new TreeMap<>(choices));
    }

    /** Refuses an owner that the actor may not choose; where the survivor has none, nobody loses him. */
    void checkOwner(Map<String, String> choices, CustomerAlias.State survivor, CustomerAlias.State absorbed) {
        if (!"absorbed".equals(choices.get("ownerId")) || survivor.ownerId() == null) {
            return;
        }
        var stays = survivor.storeId() != null && !"absorbed".equals(choices.get("storeId"));
        var faults = new Faults();
        owners.check(
                faults,
                "/fields/ownerId",
                survivor.ownerId(),
                absorbed.ownerId(),
                stays ? survivor.storeId() : absorbed.storeId());
        faults.check();
    }

    /** The fields that the company has added to customers. */
    private Set<String> ownMembers() {
        return fields.active(FieldRules.CUSTOMER).stream()
                .map(FieldDefinition::member)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Fault fault(String member, String code, Object... arguments) {
        return new Fault("/fields/" + member, Message.of(MergeChoices.class, code, arguments));
    }
}
