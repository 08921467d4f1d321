package org.kithwork.intake.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kithwork.audit.Audit;
import org.kithwork.customer.ActorName;
import org.kithwork.id.Ids;
import org.kithwork.intake.internal.store.FormStore;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes and changes forms. Each change and its audit are one transaction. */
@Component(service = Forms.class)
public final class Forms {

    private static final int MOST_OPEN = 100;

    private final AccessControl access;
    private final Transactions transactions;
    private final FormStore store;
    private final FormReader reader;
    private final Audit audit;
    private final Paging paging;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Forms(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference FormStore store,
            @Reference FormReader reader,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.reader = reader;
        this.audit = audit;
        this.paging = paging;
        this.ids = ids;
        this.clock = clock;
    }

    /** The forms in scope, newest first. */
    public Page<Form> list(PageRequest request) {
        var visibility = access.visibility(IntakePermissions.FORM_VIEW);
        return paging.page(
                store.list(visibility, request), request, form -> form.id().value());
    }

    /** The form; refuses with {@code not-found} what is not there or out of scope. */
    public Form get(FormId id) {
        var visibility = access.visibility(IntakePermissions.FORM_VIEW);
        return store.find(id, visibility).orElseThrow(FormId::notFound);
    }

    /** The form that everybody sees at its address; empty where there is none or it is switched off. Asks no right. */
    public Optional<Form> open(String slug) {
        return store.bySlug(slug).filter(Form::isPublic);
    }

    /** The forms that everybody sees at their addresses, newest first, the first hundred. Asks no right. */
    List<Form> open() {
        return store.open(MOST_OPEN).stream().filter(Form::isPublic).toList();
    }

    /** The form, where it is open. Asks no right. */
    Optional<Form> open(FormId id) {
        return store.byId(id).filter(Form::isPublic);
    }

    /** The forms that staff fill in, newest first, of the first hundred that are switched on. Asks no right. */
    List<Form> ofStaff() {
        return store.open(MOST_OPEN).stream()
                .filter(form -> form.content().staffOnly())
                .toList();
    }

    /** The form, where staff fill it in. Asks no right. */
    Optional<Form> ofStaff(FormId id) {
        return store.byId(id).filter(form -> form.active() && form.content().staffOnly());
    }

    /** Makes a form; refuses with {@code slug-taken} an address that another form has. */
    public Form create(FormDraft draft) {
        var right = access.visibility(IntakePermissions.FORM_EDIT);
        var said = reader.read(draft, right, List.of());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var by = new ActorName(access.actor().id(), access.actor().name());
        var form = new Form(
                new FormId(ids.next()),
                1,
                said.slug(),
                said.active(),
                said.storeId(),
                said.content(),
                now,
                by,
                now,
                by);
        return transactions.call(() -> {
            if (!store.insert(form)) {
                throw slugTaken();
            }
            audited("form.created", form, Map.of("slug", form.slug()));
            return form;
        });
    }

    /** Changes the members that the patch names. */
    public Form change(FormId id, long version, Patch patch) {
        patch.allow(FormDraft.class);
        var right = access.visibility(IntakePermissions.FORM_EDIT);
        return transactions.call(() -> {
            var before = store.lock(id, right).orElseThrow(FormId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            var said = reader.read(
                    FormDraft.of(before, patch), right, before.content().fields());
            if (store.bySlug(said.slug())
                    .filter(other -> !other.id().equals(id))
                    .isPresent()) {
                throw slugTaken();
            }
            var after = store.change(new Form(
                    id,
                    version,
                    said.slug(),
                    said.active(),
                    said.storeId(),
                    said.content(),
                    before.createdAt(),
                    before.createdBy(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    new ActorName(access.actor().id(), access.actor().name())));
            audited(
                    "form.changed",
                    after,
                    Map.of("fields", patch.members().stream().sorted().collect(Collectors.joining(", "))));
            return after;
        });
    }

    private static Problem slugTaken() {
        return Problem.invalid("/slug", FormReader.message("slug-taken"));
    }

    private void audited(String action, Form form, Map<String, Object> detail) {
        audit.record(new Audit.Entry(action, "intake:form", form.id().value(), null, detail, null));
    }
}
