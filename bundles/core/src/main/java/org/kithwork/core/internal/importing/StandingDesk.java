package org.kithwork.core.internal.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.importing.store.StandingEntity;
import org.kithwork.core.internal.importing.store.StandingStore;
import org.kithwork.id.Ids;
import org.kithwork.importing.Arrival;
import org.kithwork.importing.FileImport;
import org.kithwork.importing.RowOutcome;
import org.kithwork.importing.StandingImport;
import org.kithwork.importing.StandingImports;
import org.kithwork.json.Json;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Imports what modules bring of a source, as the user who set it up. On whose behalf that is stands in the core's own table: a
 * module can name what was set up, and nobody's rights.
 */
@Component(service = StandingImports.class)
public final class StandingDesk implements StandingImports {

    private final AccessControl access;
    private final Callers callers;
    private final CurrentUser user;
    private final StandingStore store;
    private final StandingRows rows;
    private final ImportDesk desk;
    private final ImportUndoDesk undo;
    private final ErrorReport errors;
    private final Transactions transactions;
    private final Json json;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public StandingDesk(
            @Reference AccessControl access,
            @Reference Callers callers,
            @Reference CurrentUser user,
            @Reference StandingStore store,
            @Reference StandingRows rows,
            @Reference ImportDesk desk,
            @Reference ImportUndoDesk undo,
            @Reference ErrorReport errors,
            @Reference Transactions transactions,
            @Reference Json json,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.callers = callers;
        this.user = user;
        this.store = store;
        this.rows = rows;
        this.desk = desk;
        this.undo = undo;
        this.errors = errors;
        this.transactions = transactions;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String open(StandingImport how) {
        var id = ids.next();
        keep(id, how);
        return id;
    }

    @Override
    public void change(String id, StandingImport how) {
        require(id);
        keep(id, how);
    }

    private void keep(String id, StandingImport how) {
        access.require(ImportPermissions.CREATE);
        var owner = user.id()
                .map(UserId::value)
                .orElseThrow(() -> Problem.of(ProblemKind.FORBIDDEN, "forbidden", ImportPermissions.CREATE.toString()));
        var checked = rows.check(id, how);
        var entity = new StandingEntity();
        entity.id = id;
        entity.ownerId = owner;
        entity.ownerName = access.actor().name();
        entity.kind = checked.kind;
        entity.source = checked.source;
        entity.onDuplicate = checked.onDuplicate.name();
        entity.mapping = json.write(how.mapping());
        entity.moreOptions = json.write(how.options());
        entity.changedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transactions.run(() -> store.keep(entity));
    }

    @Override
    public void close(String id) {
        access.require(ImportPermissions.CREATE);
        transactions.run(() -> store.remove(id));
    }

    @Override
    public RowOutcome apply(String id, Arrival with, String key, Map<String, String> values) {
        var standing = require(id);
        return asOwner(standing, () -> transactions.call(() -> rows.apply(id, how(standing), with, key, values)));
    }

    @Override
    public RowOutcome applyAsCaller(StandingImport how, Arrival with, String key, Map<String, String> values) {
        access.require(ImportPermissions.CREATE);
        return transactions.call(() -> rows.apply("caller", how, with, key, values));
    }

    @Override
    public String begin(String id, String fileName, InputStream content) {
        var standing = require(id);
        return asOwner(standing, () -> {
            var upload = desk.receive(fileName, content);
            var begun = desk.create(upload, options(how(standing)), false, Locale.ENGLISH);
            transactions.run(() -> store.began(id, begun.id()));
            return begun.id();
        });
    }

    @Override
    public FileImport find(String id, String importId) {
        var standing = requireOf(id, importId);
        return asOwner(standing, () -> {
            var view = desk.get(importId, Locale.ENGLISH);
            return new FileImport(
                    importId,
                    view.state().name(),
                    view.state().isEnded(),
                    view.created(),
                    view.updated(),
                    view.unchanged(),
                    view.skipped(),
                    view.review(),
                    view.errors(),
                    view.removed(),
                    view.stayed());
        });
    }

    @Override
    public void undo(String id, String importId) {
        var standing = requireOf(id, importId);
        asOwner(standing, () -> undo.undo(importId, Locale.ENGLISH));
    }

    @Override
    public void writeErrors(String id, String importId, OutputStream out) {
        var standing = requireOf(id, importId);
        asOwner(standing, () -> {
            try {
                errors.of(importId, Locale.CHINESE).write(out);
            } catch (IOException e) {
                throw new UncheckedIOException("The report of the import " + importId + " cannot be written", e);
            }
            return "";
        });
    }

    private StandingEntity requireOf(String id, String importId) {
        var standing = require(id);
        if (!store.isOf(id, importId)) {
            throw ImportDesk.notFound();
        }
        return standing;
    }

    private StandingEntity require(String id) {
        access.require(ImportPermissions.CREATE);
        return store.find(id).orElseThrow(ImportDesk::notFound);
    }

    private <T> T asOwner(StandingEntity standing, Supplier<T> body) {
        return callers.as(new Actor(Actor.Kind.USER, standing.ownerId, standing.ownerName), body);
    }

    @SuppressWarnings("unchecked")
    private StandingImport how(StandingEntity standing) {
        return new StandingImport(
                standing.kind,
                standing.source,
                standing.onDuplicate,
                json.read(standing.mapping, Map.class),
                json.read(standing.moreOptions, Map.class));
    }

    static OptionsDraft options(StandingImport how) {
        var members = new HashMap<String, Object>(how.options());
        members.put("kind", Objects.requireNonNullElse(how.kind(), ""));
        if (how.source() != null) {
            members.put("source", how.source());
        }
        if (how.onDuplicate() != null) {
            members.put("onDuplicate", how.onDuplicate());
        }
        members.put("mapping", how.mapping());
        members.remove("start");
        return OptionsDraft.of(members);
    }
}
