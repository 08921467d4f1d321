package org.kithwork.core.internal.field;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kithwork.core.internal.field.store.ChoiceEntity;
import org.kithwork.core.internal.field.store.FieldStore;
import org.kithwork.field.FieldDefinition;
import org.kithwork.id.Ids;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The choices of fields: one that somebody has chosen can be retired, not removed. */
@Component(service = FieldChoices.class)
public final class FieldChoices {

    private final FieldStore store;
    private final FieldValues values;
    private final Ids ids;

    @Activate
    public FieldChoices(@Reference FieldStore store, @Reference FieldValues values, @Reference Ids ids) {
        this.store = store;
        this.values = values;
        this.ids = ids;
    }

    /** Writes the choices of a field that has none. */
    void replace(String field, List<FieldDefinition.Choice> choices) {
        for (int i = 0; i < choices.size(); i++) {
            var row = new ChoiceEntity();
            row.id = ids.next();
            row.fieldId = field;
            fill(row, choices.get(i), i);
            store.insertChoice(row);
        }
        store.flush();
    }

    /**
     * Puts these choices in the place of those the field has.
     *
     * @param write whether there were no faults before
     */
    void change(DefinitionReader reader, FieldDefinition field, List<FieldDefinition.Choice> choices, boolean write) {
        var rows = store.choices(List.of(field.id())).getOrDefault(field.id(), List.of());
        var kept = choices.stream().map(FieldDefinition.Choice::key).collect(Collectors.toSet());
        var gone = rows.stream().filter(row -> !kept.contains(row.choiceKey)).toList();
        var used = gone.stream()
                .filter(row -> values.isChosen(field, row.choiceKey))
                .toList();
        used.forEach(row -> reader.add("/choices", "choice-used", row.choiceKey));
        if (!write || !used.isEmpty()) {
            return;
        }
        gone.forEach(store::removeChoice);
        store.flush();
        var byKey = rows.stream().collect(Collectors.toMap(row -> row.choiceKey, Function.identity()));
        for (int i = 0; i < choices.size(); i++) {
            var row = byKey.get(choices.get(i).key());
            if (row == null) {
                row = new ChoiceEntity();
                row.id = ids.next();
                row.fieldId = field.id();
                fill(row, choices.get(i), i);
                store.insertChoice(row);
            } else {
                fill(row, choices.get(i), i);
            }
        }
        store.flush();
    }

    private static void fill(ChoiceEntity row, FieldDefinition.Choice choice, int place) {
        row.choiceKey = choice.key();
        row.titleZh = choice.title().zh();
        row.titleEn = choice.title().en();
        row.place = place;
        row.retired = choice.retired();
    }
}
