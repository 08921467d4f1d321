package org.kithwork.core.internal.field;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.field.FieldDefinition;
import org.kithwork.field.FieldTitle;
import org.kithwork.field.FieldType;

/**
 * A field as its administrators see it.
 *
 * @param roles what roles may do with it; it is hidden for those that are not named
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldView(
        String id,
        long version,
        String object,
        String key,
        FieldTitle title,
        FieldType type,
        boolean required,
        List<FieldDefinition.Choice> choices,
        FieldDefinition.Limits limits,
        List<String> kinds,
        boolean sensitive,
        boolean searchable,
        @Nullable FieldTitle group,
        int position,
        boolean retired,
        List<FieldDraft.RoleAccess> roles) {

    static FieldView of(FieldDefinition field, List<FieldDraft.RoleAccess> roles) {
        return new FieldView(
                field.id(),
                field.version(),
                field.object(),
                field.key(),
                field.title(),
                field.type(),
                field.required(),
                field.choices(),
                field.limits(),
                field.kinds(),
                field.sensitive(),
                field.searchable(),
                field.group(),
                field.position(),
                field.retired(),
                roles);
    }
}
