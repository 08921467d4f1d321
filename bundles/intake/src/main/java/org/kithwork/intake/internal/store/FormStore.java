package org.kithwork.intake.internal.store;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.intake.internal.Form;
import org.kithwork.intake.internal.FormContent;
import org.kithwork.intake.internal.FormId;
import org.kithwork.json.Json;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps forms. Their content is one text: nothing is searched in it. */
@Component(service = FormStore.class)
public final class FormStore {

    private final IntakeUnit unit;
    private final Json json;
    private final Dialect dialect;

    @Activate
    public FormStore(@Reference IntakeUnit unit, @Reference Json json, @Reference Dialect dialect) {
        this.unit = unit;
        this.json = json;
        this.dialect = dialect;
    }

    /** Forms are of a store, or of all; those of all are seen by those alone who see all. */
    private static Sql.Condition seen(Visibility visibility) {
        return visibility.all()
                ? Sql.Condition.of("1 = 1")
                : visibility.stores().isEmpty()
                        ? Sql.Condition.of("1 = 0")
                        : Sql.Condition.in("f.store_id", visibility.stores());
    }

    /** One row more than the page has, newest first. */
    public List<Form> list(Visibility visibility, PageRequest request) {
        return unit.in(em -> {
            var keys = Sql.select("f.id FROM intake_form f " + Sql.byIndex("intake_form_list"))
                    .where(seen(visibility))
                    .page("f.id", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("f.* FROM intake_form f")
                                    .whereIn("f.id", some)
                                    .orderBy("f.id DESC")
                                    .entities(em, FormEntity.class))
                    .stream()
                    .map(this::form)
                    .toList();
        });
    }

    public Optional<Form> find(FormId id, Visibility visibility) {
        return unit.in(em -> Sql.select("f.* FROM intake_form f")
                .where("f.id = ?", id.value())
                .where(seen(visibility))
                .entities(em, FormEntity.class)
                .stream()
                .findFirst()
                .map(this::form));
    }

    /** Whether or not the actor may see it: for the module itself. */
    public Optional<Form> byId(FormId id) {
        return unit.in(
                em -> Optional.ofNullable(em.find(FormEntity.class, id.value())).map(this::form));
    }

    public Optional<Form> bySlug(String slug) {
        return unit.in(em ->
                Sql.select("f.* FROM intake_form f").where("f.slug = ?", slug).entities(em, FormEntity.class).stream()
                        .findFirst()
                        .map(this::form));
    }

    /** Those that are open, newest first. */
    public List<Form> open(int limit) {
        return unit.in(em -> Sql.select("f.* FROM intake_form f")
                .where("f.active = TRUE")
                .orderBy("f.id DESC")
                .first(limit)
                .entities(em, FormEntity.class)
                .stream()
                .map(this::form)
                .toList());
    }

    /** The addresses of these forms. */
    public Map<FormId, String> slugs(Collection<FormId> ids) {
        return unit.in(em -> {
            var found = new HashMap<FormId, String>();
            Sql.inPortions(
                            ids.stream().map(FormId::value).toList(),
                            some -> Sql.select("f.id, f.slug FROM intake_form f")
                                    .whereIn("f.id", some)
                                    .rows(em))
                    .forEach(row -> found.put(new FormId((String) row[0]), (String) row[1]));
            return found;
        });
    }

    /** The form, its row locked until the transaction ends. */
    public Optional<Form> lock(FormId id, Visibility visibility) {
        return unit.in(em -> Sql.select("f.id FROM intake_form f")
                .where("f.id = ?", id.value())
                .where(seen(visibility))
                .values(em, String.class)
                .stream()
                .findFirst()
                .map(found -> em.find(FormEntity.class, found, LockModeType.PESSIMISTIC_WRITE))
                .map(this::form));
    }

    /** Keeps a new form, unless its address is taken. */
    public boolean insert(Form form) {
        return unit.in(em -> {
            var isNew = dialect.insertIfAbsent(
                    em,
                    "intake_form",
                    new String[] {
                        "slug",
                        "id",
                        "version",
                        "active",
                        "content",
                        "created_at",
                        "created_by",
                        "updated_at",
                        "updated_by"
                    },
                    form.slug(),
                    form.id().value(),
                    form.version(),
                    form.active(),
                    json.write(form.content()),
                    Timestamp.from(form.createdAt()),
                    form.createdBy().id(),
                    Timestamp.from(form.updatedAt()),
                    form.updatedBy().id());
            if (isNew) {
                em.createNativeQuery("UPDATE intake_form SET store_id = ?, created_by_name = ?, updated_by_name = ?"
                                + " WHERE id = ?")
                        .setParameter(1, value(form.storeId()))
                        .setParameter(2, form.createdBy().name())
                        .setParameter(3, form.updatedBy().name())
                        .setParameter(4, form.id().value())
                        .executeUpdate();
            }
            return isNew;
        });
    }

    /** Keeps what a change may touch, of a form that {@link #lock} read. */
    public Form change(Form after) {
        return unit.in(em -> {
            var row = em.find(FormEntity.class, after.id().value());
            row.slug = after.slug();
            row.active = after.active();
            row.storeId = value(after.storeId());
            row.content = json.write(after.content());
            row.updatedAt = after.updatedAt();
            row.updatedBy = after.updatedBy().id();
            row.updatedByName = after.updatedBy().name();
            em.flush();
            return after.withVersion(row.version);
        });
    }

    private static @Nullable String value(@Nullable StoreId store) {
        return store == null ? null : store.value();
    }

    private Form form(FormEntity row) {
        return new Form(
                new FormId(row.id),
                row.version,
                row.slug,
                row.active,
                row.storeId == null ? null : new StoreId(row.storeId),
                json.read(row.content, FormContent.class),
                row.createdAt,
                new ActorName(row.createdBy, row.createdByName),
                row.updatedAt,
                new ActorName(row.updatedBy, row.updatedByName));
    }
}
