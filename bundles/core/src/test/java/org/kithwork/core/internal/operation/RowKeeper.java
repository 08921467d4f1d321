package org.kithwork.core.internal.operation;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerExport;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ExportWriter;
import org.kithwork.customer.spi.MergePreview;
import org.kithwork.test.TestDatabase;

/** A participant whose records are rows of the test's table: its name, the row's id, the customer. */
public final class RowKeeper implements CustomerDataParticipant {

    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile Runnable before = () -> {};

    private final TestDatabase db;
    private final String name;

    public RowKeeper(TestDatabase db, String name) {
        this.db = db;
        this.name = name;
    }

    public void keep(String row, CustomerId customer) {
        db.transactions().run(() -> insert(name, row, customer.value()));
    }

    /** Has this done before each piece of work. */
    public void before(Runnable work) {
        before = work;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MergePreview preview(CustomerMerge merge) {
        before.run();
        return new MergePreview(
                name, Map.of("rows", (long) rowsIn(merge.absorbed()).size()));
    }

    @Override
    public void merge(CustomerMerge merge) {
        before.run();
        for (var row : rowsIn(merge.absorbed())) {
            insert(name + ":moved", row, merge.id());
        }
        update(
                "UPDATE test_effect SET subject_id = ? WHERE handler = ? AND subject_id = ?",
                merge.survivor().value(),
                name,
                merge.absorbed().value());
        calls.add("merge");
    }

    @Override
    public void undo(CustomerMerge merge) {
        before.run();
        update(
                "UPDATE test_effect SET subject_id = ? WHERE handler = ? AND event_id IN"
                        + " (SELECT m.event_id FROM test_effect m WHERE m.handler = ? AND m.subject_id = ?)",
                merge.absorbed().value(),
                name,
                name + ":moved",
                merge.id());
        update("DELETE FROM test_effect WHERE handler = ? AND subject_id = ?", name + ":moved", merge.id());
        calls.add("undo");
    }

    @Override
    public void erase(CustomerErasure erasure) {
        before.run();
        update(
                "DELETE FROM test_effect WHERE handler = ? AND subject_id = ?",
                name,
                erasure.customer().value());
        calls.add("erase");
    }

    @Override
    public void export(CustomerExport export, ExportWriter writer) {
        before.run();
        for (var row : rowsIn(export.customer())) {
            writer.record("rows", Map.of("id", row, "text", "欧阳娜娜"));
            writer.record("more", Map.of("id", row));
        }
        writer.file("../../photo of her.png", new ByteArrayInputStream("png".getBytes(StandardCharsets.UTF_8)));
    }

    /** The rows of a customer. */
    public List<String> rows(CustomerId customer) {
        return db.transactions().call(() -> rowsIn(customer));
    }

    @SuppressWarnings("unchecked")
    private List<String> rowsIn(CustomerId customer) {
        return db.jpa().txExpr(em -> (List<String>) em.createNativeQuery(
                        "SELECT event_id FROM test_effect WHERE handler = ? AND subject_id = ? ORDER BY event_id")
                .setParameter(1, name)
                .setParameter(2, customer.value())
                .getResultList());
    }

    private void insert(String handler, String row, String subject) {
        update("INSERT INTO test_effect (handler, event_id, subject_id) VALUES (?, ?, ?)", handler, row, subject);
    }

    private void update(String text, Object... parameters) {
        db.jpa().tx(em -> {
            var query = em.createNativeQuery(text);
            for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
            }
            query.executeUpdate();
        });
    }
}
