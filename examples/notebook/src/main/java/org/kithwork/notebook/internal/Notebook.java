package org.kithwork.notebook.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.id.Ids;
import org.kithwork.notebook.internal.store.NoteStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The service: writes notes down and reads them back. */
@Component(service = Notebook.class)
public final class Notebook {
    private final AccessControl access;
    private final NoteStore store;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Notebook(
            @Reference AccessControl access, @Reference NoteStore store, @Reference Ids ids, @Reference Clock clock) {
        this.access = access;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    public Note write(@Nullable String text) {
        access.require(NotebookPermissions.CREATE);
        var faults = new Faults();
        var checked = faults.requiredText("/text", text, Note.LONGEST);
        faults.check();
        Note note = new Note(ids.next(), clock.instant().truncatedTo(ChronoUnit.MILLIS), checked);
        store.add(note);
        return note;
    }

    public Note read(String id) {
        access.require(NotebookPermissions.VIEW);
        return store.find(id).orElseThrow(() -> Problem.notFound(Message.of(Notebook.class, "thing.note")));
    }

    public List<Note> latest() {
        access.require(NotebookPermissions.VIEW);
        return store.latest(100);
    }
}
