package org.kithwork.notebook.internal.store;

import java.sql.Timestamp;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.kithwork.notebook.internal.Note;

@Entity
@Table(name = "notebook_note")
class NoteEntity {
    @Id
    private String id;

    @Column(name = "written_at")
    private Timestamp writtenAt;

    @Column
    private String text;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected NoteEntity() {}

    NoteEntity(Note note) {
        this.id = note.id();
        this.writtenAt = Timestamp.from(note.writtenAt());
        this.text = note.text();
    }

    Note toNote() {
        return new Note(id, writtenAt.toInstant(), text);
    }
}
