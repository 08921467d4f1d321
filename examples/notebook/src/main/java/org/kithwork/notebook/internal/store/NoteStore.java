package org.kithwork.notebook.internal.store;

import java.util.List;
import java.util.Optional;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.notebook.internal.Note;
import org.kithwork.store.SchemaReady;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The table of notes; it waits until its change log has been applied. */
@Component(service = NoteStore.class)
public final class NoteStore {
    private final JpaTemplate jpa;

    @Activate
    public NoteStore(
            @Reference(target = "(osgi.unit.name=notebook)") JpaTemplate jpa,
            @Reference(target = "(module=notebook)") SchemaReady schema) {
        this.jpa = jpa;
    }

    public void add(Note note) {
        jpa.tx(TransactionType.Required, entities -> entities.persist(new NoteEntity(note)));
    }

    public Optional<Note> find(String id) {
        return jpa.txExpr(
                TransactionType.Required,
                entities ->
                        Optional.ofNullable(entities.find(NoteEntity.class, id)).map(NoteEntity::toNote));
    }

    public List<Note> latest(int limit) {
        return jpa.txExpr(
                TransactionType.Required,
                entities -> entities.createQuery(
                                "select n from NoteEntity n order by n.writtenAt desc, n.id", NoteEntity.class)
                        .setMaxResults(limit)
                        .getResultStream()
                        .map(NoteEntity::toNote)
                        .toList());
    }
}
