package org.kithwork.notebook.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.kithwork.notebook.internal.store.NoteStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The service: writes notes down and reads them back. */
@Component(service = Notebook.class)
public final class Notebook {
    private final NoteStore store;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Notebook(@Reference NoteStore store) {
        this.store = store;
    }

    public Note write(String text) {
        if (text.isBlank() || text.length() > Note.LONGEST) {
            throw new IllegalArgumentException("A note has 1 to " + Note.LONGEST + " characters.");
        }
        Note note = new Note(UUID.randomUUID().toString(), clock.instant().truncatedTo(ChronoUnit.MILLIS), text);
        store.add(note);
        return note;
    }

    public List<Note> latest() {
        return store.latest(100);
    }
}
