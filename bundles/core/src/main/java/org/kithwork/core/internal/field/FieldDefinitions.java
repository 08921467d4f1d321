package org.kithwork.core.internal.field;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.field.store.ChoiceEntity;
import org.kithwork.core.internal.field.store.FieldEntity;
import org.kithwork.core.internal.field.store.FieldStore;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.FieldTitle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The definitions as they stand, for the core's own services; asks no right. */
@Component(service = FieldDefinitions.class)
public final class FieldDefinitions {

    private final FieldStore store;

    @Activate
    public FieldDefinitions(@Reference FieldStore store) {
        this.store = store;
    }

    /** Those of a kind of record in their order, retired ones too. */
    public List<FieldDefinition> all(String object) {
        var fields = store.ofObject(object);
        if (fields.isEmpty()) {
            return List.of();
        }
        var choices = store.choices(fields.stream()
                .filter(field -> FieldReader.hasChoices(field.type))
                .map(field -> field.id)
                .toList());
        return fields.stream().map(field -> definition(field, choices)).toList();
    }

    /** Those of a kind of record that are in use, in their order. */
    public List<FieldDefinition> active(String object) {
        return all(object).stream().filter(field -> !field.retired()).toList();
    }

    public Optional<FieldDefinition> find(String id) {
        return store.find(id).map(this::definition);
    }

    FieldDefinition definition(FieldEntity field) {
        return definition(field, store.choices(List.of(field.id)));
    }

    private static FieldDefinition definition(FieldEntity field, Map<String, List<ChoiceEntity>> choices) {
        return new FieldDefinition(
                field.id,
                field.version,
                field.object,
                field.fieldKey,
                new FieldTitle(field.titleZh, field.titleEn),
                field.type,
                field.required,
                choices.getOrDefault(field.id, List.of()).stream()
                        .map(choice -> new FieldDefinition.Choice(
                                choice.choiceKey, new FieldTitle(choice.titleZh, choice.titleEn), choice.retired))
                        .toList(),
                new FieldDefinition.Limits(field.maxLength, plain(field.min), plain(field.max), field.scale),
                kinds(field.kinds),
                field.sensitive,
                field.searchable,
                field.groupZh == null ? null : new FieldTitle(field.groupZh, field.groupEn),
                field.place,
                field.retired);
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        return number == null ? null : new BigDecimal(FieldReader.plain(number));
    }

    private static List<String> kinds(@Nullable String kinds) {
        return kinds == null ? List.of() : List.of(kinds.split(" "));
    }
}
