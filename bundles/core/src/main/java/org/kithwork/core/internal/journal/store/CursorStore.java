package org.kithwork.core.internal.journal.store;

import java.util.List;
import java.util.OptionalLong;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps how far each handler has come. A cursor moves only from where its mover last saw it. */
@Component(service = CursorStore.class)
public class CursorStore {

    private static final String[] COLUMNS = {"handler", "module", "last_seq"};

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public CursorStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    /** How far a handler has come. */
    public record Cursor(String handler, String module, long position) {}

    /** Where the handler stands; empty for one that was never here. */
    public OptionalLong find(String handler) {
        return jpa.txExpr(
                TransactionType.Required,
                em ->
                        Sql.select("last_seq FROM core_cursor")
                                .where("handler = ?", handler)
                                .values(em, Number.class)
                                .stream()
                                .mapToLong(Number::longValue)
                                .findFirst());
    }

    /** Puts a handler that was never here at its start. */
    public void create(String handler, String module, long position) {
        jpa.tx(
                TransactionType.Required,
                em -> dialect.insertIfAbsent(em, "core_cursor", COLUMNS, handler, module, position));
    }

    /** Moves the cursor and keeps its row until the transaction ends; {@code false} when it is not where it was. */
    public boolean move(String handler, long from, long to) {
        return jpa.txExpr(
                        TransactionType.Required,
                        em -> em.createNativeQuery(
                                        "UPDATE core_cursor SET last_seq = ? WHERE handler = ? AND last_seq = ?")
                                .setParameter(1, to)
                                .setParameter(2, handler)
                                .setParameter(3, from)
                                .executeUpdate())
                == 1;
    }

    /** All cursors, of modules present and past. */
    public List<Cursor> all() {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("handler, module, last_seq FROM core_cursor").orderBy("handler").rows(em).stream()
                        .map(row -> new Cursor((String) row[0], (String) row[1], ((Number) row[2]).longValue()))
                        .toList());
    }

    /** Forgets the handlers of a module that was removed with its data. */
    public void forget(String module) {
        jpa.tx(TransactionType.Required, em -> {
            em.createNativeQuery("DELETE FROM core_parked WHERE handler IN"
                            + " (SELECT c.handler FROM core_cursor c WHERE c.module = ?)")
                    .setParameter(1, module)
                    .executeUpdate();
            em.createNativeQuery("DELETE FROM core_cursor WHERE module = ?")
                    .setParameter(1, module)
                    .executeUpdate();
        });
    }
}
