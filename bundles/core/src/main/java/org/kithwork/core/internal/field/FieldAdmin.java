package org.kithwork.core.internal.field;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.CorePermissions;
import org.kithwork.core.internal.field.store.FieldEntity;
import org.kithwork.core.internal.field.store.FieldStore;
import org.kithwork.field.FieldTitle;
import org.kithwork.field.FieldType;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Defines fields, changes and retires them, and says which roles see them. */
@Component(service = FieldAdmin.class)
public final class FieldAdmin {

    static final int MOST = 200;
    private static final int STEP = 10;

    private final AccessControl access;
    private final Transactions transactions;
    private final FieldObjects objects;
    private final FieldStore store;
    private final FieldDefinitions definitions;
    private final FieldChoices choices;
    private final FieldValues values;
    private final FieldRoles roles;
    private final Audit audit;
    private final Ids ids;

    @Activate
    public FieldAdmin(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference FieldObjects objects,
            @Reference FieldStore store,
            @Reference FieldDefinitions definitions,
            @Reference FieldChoices choices,
            @Reference FieldValues values,
            @Reference FieldRoles roles,
            @Reference Audit audit,
            @Reference Ids ids) {
        this.access = access;
        this.transactions = transactions;
        this.objects = objects;
        this.store = store;
        this.definitions = definitions;
        this.choices = choices;
        this.values = values;
        this.roles = roles;
        this.audit = audit;
        this.ids = ids;
    }

    /** A kind of record that may have fields. */
    public record Kind(String object, String title) {}

    public List<Kind> kinds(Locale locale) {
        access.require(CorePermissions.FIELD_VIEW);
        return objects.all().stream()
                .map(kind -> new Kind(kind.object(), kind.title().text(locale)))
                .toList();
    }

    /** All fields of a kind of record in their order, retired ones too. */
    public List<FieldView> list(String object) {
        access.require(CorePermissions.FIELD_VIEW);
        return transactions.call(() -> {
            var granted = roles.of(object);
            return definitions.all(object).stream()
                    .map(field -> FieldView.of(field, granted.getOrDefault(field.member(), List.of())))
                    .toList();
        });
    }

    public FieldView get(String id) {
        access.require(CorePermissions.FIELD_VIEW);
        return transactions.call(() -> view(store.find(id).orElseThrow(FieldAdmin::notFound)));
    }

    private FieldView view(FieldEntity entity) {
        var field = definitions.definition(entity);
        return FieldView.of(field, roles.of(field.object()).getOrDefault(field.member(), List.of()));
    }

    /** Defines a field; nobody sees it but the roles that are named. */
    public FieldView define(FieldDraft draft) {
        access.require(CorePermissions.FIELD_CONFIGURE);
        return transactions.call(() -> {
            var faults = new Faults();
            var reader = new DefinitionReader(faults);
            var field = new FieldEntity();
            field.id = ids.next();
            field.object = faults.requiredText("/object", draft.object(), 100);
            if (!field.object.isEmpty() && objects.find(field.object).isEmpty()) {
                reader.add("/object", "object-unknown");
            }
            var others = store.ofObject(field.object);
            field.fieldKey = reader.key("/key", draft.key());
            if (others.stream().anyMatch(other -> other.fieldKey.equals(field.fieldKey))) {
                reader.add("/key", "key-taken");
            }
            if (others.size() >= MOST) {
                reader.add("/object", "too-many-fields", MOST);
            }
            read(reader, field, draft, others);
            var offered = reader.choices(field.type, draft.choices());
            var named = roles.read(faults, draft.roles());
            faults.check();
            field.version = 1;
            if (!store.insert(field)) {
                throw Problem.invalid("/key", Message.of(DefinitionReader.class, "key-taken"));
            }
            choices.replace(field.id, offered);
            roles.replace(definitions.definition(field), named);
            tell("field.defined", field, Map.of("key", field.fieldKey, "object", field.object));
            return view(field);
        });
    }

    private static void read(DefinitionReader reader, FieldEntity field, FieldDraft draft, List<FieldEntity> others) {
        field.type = reader.type(draft.type());
        title(reader, field, draft.title());
        field.required = Boolean.TRUE.equals(draft.required());
        field.sensitive = Boolean.TRUE.equals(draft.sensitive());
        field.searchable = Boolean.TRUE.equals(draft.searchable());
        secret(reader, field);
        reader.limits(field, draft.limits());
        reader.kinds(field, draft.kinds());
        reader.group(field, draft.group());
        var last = others.stream().mapToInt(other -> other.place).max().orElse(0);
        field.place = reader.position(draft.position(), last + STEP);
    }

    private static void title(DefinitionReader reader, FieldEntity field, @Nullable FieldTitle raw) {
        var title = reader.title("/title", raw);
        field.titleZh = title.zh();
        field.titleEn = title.en();
    }

    private static void secret(DefinitionReader reader, FieldEntity field) {
        if (field.sensitive && field.searchable) {
            reader.add("/searchable", "sensitive-not-searched");
        }
    }

    /** Changes the named members; what is kept already is never read as something else. */
    public FieldView change(String id, long version, Patch patch) {
        patch.allow(FieldDraft.Change.class);
        access.require(CorePermissions.FIELD_CONFIGURE);
        return transactions.call(() -> {
            var field = store.lock(id).orElseThrow(FieldAdmin::notFound);
            if (field.version != version) {
                throw Problem.stale();
            }
            var faults = new Faults();
            apply(faults, field, patch);
            faults.check();
            field.version++;
            store.flush();
            var detail = new LinkedHashMap<String, Object>();
            detail.put("key", field.fieldKey);
            detail.put("members", patch.members().stream().sorted().toList());
            tell(
                    Boolean.TRUE.equals(patch.value("retired", Boolean.class)) ? "field.retired" : "field.changed",
                    field,
                    detail);
            return view(field);
        });
    }

    /** Takes a field out of use or puts it back, if nobody has changed it meanwhile. */
    public FieldView retire(FieldView seen, boolean retired) {
        access.require(CorePermissions.FIELD_CONFIGURE);
        return transactions.call(() -> {
            var field = store.lock(seen.id()).orElseThrow(FieldAdmin::notFound);
            if (field.version != seen.version()) {
                throw Problem.stale();
            }
            field.retired = retired;
            field.version++;
            store.flush();
            tell(retired ? "field.retired" : "field.changed", field, Map.of("key", field.fieldKey));
            return view(field);
        });
    }

    private void apply(Faults faults, FieldEntity field, Patch patch) {
        var reader = new DefinitionReader(faults);
        if (patch.has("title")) {
            title(reader, field, patch.value("title", FieldTitle.class));
        }
        field.required = flag(patch, "required", field.required);
        field.retired = flag(patch, "retired", field.retired);
        keeping(reader, field, patch);
        if (patch.has("limits")) {
            reader.limits(field, patch.value("limits", FieldDraft.Limits.class));
        }
        if (patch.has("kinds")) {
            reader.kinds(field, list(patch.value("kinds", String[].class)));
        }
        if (patch.has("group")) {
            reader.group(field, patch.value("group", FieldTitle.class));
        }
        if (patch.has("position")) {
            field.place = reader.position(patch.value("position", Integer.class), field.place);
        }
        if (patch.has("choices")) {
            var offered = reader.choices(field.type, list(patch.value("choices", FieldDraft.Choice[].class)));
            choices.change(reader, definitions.definition(field), offered, faults.isEmpty());
        }
        if (patch.has("roles")) {
            var named = roles.read(faults, list(patch.value("roles", FieldDraft.RoleAccess[].class)));
            if (faults.isEmpty()) {
                roles.replace(definitions.definition(field), named);
            }
        }
    }

    /** How values are kept cannot change under those that are there. */
    private void keeping(DefinitionReader reader, FieldEntity field, Patch patch) {
        var encrypted = isEncrypted(field);
        field.sensitive = flag(patch, "sensitive", field.sensitive);
        field.searchable = flag(patch, "searchable", field.searchable);
        secret(reader, field);
        if (encrypted != isEncrypted(field) && values.isUsed(field.id)) {
            reader.add(patch.has("sensitive") ? "/sensitive" : "/searchable", "field-used");
        }
    }

    private static boolean isEncrypted(FieldEntity field) {
        return field.sensitive || (field.type == FieldType.TEXT && !field.searchable);
    }

    private static boolean flag(Patch patch, String member, boolean now) {
        return patch.has(member) ? Boolean.TRUE.equals(patch.value(member, Boolean.class)) : now;
    }

    private static <T> List<T> list(T @Nullable [] array) {
        return array == null ? List.of() : List.of(array);
    }

    private void tell(String action, FieldEntity field, Map<String, Object> detail) {
        audit.record(new Audit.Entry(action, "core:field", field.id, null, detail, null));
    }

    private static Problem notFound() {
        return Problem.notFound("field");
    }

    /** The field with this key, for those who know no id. */
    public FieldView byKey(String object, String key) {
        return list(object).stream()
                .filter(field -> Objects.equals(field.key(), key))
                .findFirst()
                .orElseThrow(FieldAdmin::notFound);
    }
}
