package org.kithwork.core.internal.field;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.field.FieldTitle;

/**
 * What is said of a field to be; raw.
 *
 * @param roles what roles may do with it; hidden for those that are not named
 */
public record FieldDraft(
        @Nullable String object,
        @Nullable String key,
        @Nullable FieldTitle title,
        @Nullable String type,
        @Nullable Boolean required,
        @Nullable List<Choice> choices,
        @Nullable Limits limits,
        @Nullable List<String> kinds,
        @Nullable Boolean sensitive,
        @Nullable Boolean searchable,
        @Nullable FieldTitle group,
        @Nullable Integer position,
        @Nullable List<RoleAccess> roles) {

    /** The same of a kind of record, for these roles. */
    FieldDraft of(String record, @Nullable List<RoleAccess> named) {
        return new FieldDraft(
                record,
                key,
                title,
                type,
                required,
                choices,
                limits,
                kinds,
                sensitive,
                searchable,
                group,
                position,
                named);
    }

    /** A choice as written; its place in the list is its order. */
    public record Choice(
            @Nullable String key,
            @Nullable FieldTitle title,
            @Nullable Boolean retired) {}

    /** Limits as written. */
    public record Limits(
            @Nullable Integer maxLength,
            @Nullable String min,
            @Nullable String max,
            @Nullable Integer scale) {}

    /**
     * What a role may do with a field.
     *
     * @param role the role's id
     * @param access HIDE, MASK, READ or WRITE
     */
    public record RoleAccess(
            @Nullable String role, @Nullable String access) {}

    /** What a change may name; object, key and type never change. */
    public record Change(
            @Nullable FieldTitle title,
            @Nullable Boolean required,
            @Nullable List<Choice> choices,
            @Nullable Limits limits,
            @Nullable List<String> kinds,
            @Nullable Boolean sensitive,
            @Nullable Boolean searchable,
            @Nullable FieldTitle group,
            @Nullable Integer position,
            @Nullable Boolean retired,
            @Nullable List<RoleAccess> roles) {}
}
