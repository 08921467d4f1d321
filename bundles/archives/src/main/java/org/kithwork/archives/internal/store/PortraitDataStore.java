package org.kithwork.archives.internal.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.kithwork.archives.internal.Attachment;
import org.kithwork.archives.internal.Confirmation;
import org.kithwork.archives.internal.FoundSignal;
import org.kithwork.archives.internal.Need;
import org.kithwork.archives.internal.Preference;
import org.kithwork.archives.internal.Review;
import org.kithwork.archives.internal.Term;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.store.CustomerRows;
import org.kithwork.customer.store.CustomerRows.Table;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Moves, removes and hands out what makes up a customer's portrait, his reviews, his files and the signals found of him. Rows of both customers are kept side by side by a
 * merge; which preference holds is decided when it is read. Asks no right: the core calls it for the module.
 */
@Component(service = PortraitDataStore.class)
public final class PortraitDataStore {

    private final ArchivesUnit unit;
    private final PreferenceStore preferences;
    private final NeedStore needs;
    private final TermStore terms;
    private final ReviewStore reviews;
    private final AttachmentStore attachments;
    private final FoundSignalStore signals;

    @Activate
    public PortraitDataStore(
            @Reference ArchivesUnit unit,
            @Reference PreferenceStore preferences,
            @Reference NeedStore needs,
            @Reference TermStore terms,
            @Reference ReviewStore reviews,
            @Reference AttachmentStore attachments,
            @Reference FoundSignalStore signals) {
        this.unit = unit;
        this.preferences = preferences;
        this.needs = needs;
        this.terms = terms;
        this.reviews = reviews;
        this.attachments = attachments;
        this.signals = signals;
    }

    /** The tables, by the name of what they keep. */
    private static final Map<String, String> TABLES = tables();

    private static Map<String, String> tables() {
        var tables = new LinkedHashMap<String, String>();
        tables.put("preference", "archives_preference");
        tables.put("need", "archives_need");
        tables.put("term", "archives_term");
        tables.put("confirmation", "archives_confirmation");
        tables.put("review", "archives_review");
        tables.put("attachment", "archives_attachment");
        tables.put("signal", "archives_signal");
        return tables;
    }

    private static final CustomerRows ROWS = new CustomerRows("archives_moved", rows());

    private static Table[] rows() {
        return TABLES.entrySet().stream()
                .map(table -> Table.plain(table.getValue(), table.getKey(), table.getKey() + "s"))
                .toArray(Table[]::new);
    }

    /** How many records of each kind the customer has. */
    public Map<String, Long> counts(CustomerId customer) {
        return unit.in(em -> ROWS.counts(em, customer));
    }

    /** Gives the absorbed customer's records to the survivor and remembers which. */
    public void move(CustomerMerge merge) {
        unit.run(em -> ROWS.move(em, merge));
    }

    /** Gives back what a merge moved, as far as it is still with the survivor. */
    public void moveBack(CustomerMerge merge) {
        unit.run(em -> ROWS.moveBack(em, merge));
    }

    /** Removes all of it. */
    public void erase(CustomerId customer) {
        unit.in(em -> {
            Sql.update(
                    em,
                    "DELETE FROM archives_attachment_part WHERE attachment_id IN"
                            + " (SELECT a.id FROM archives_attachment a WHERE a.customer_id = ?)",
                    customer.value());
            Sql.update(
                    em,
                    "DELETE FROM archives_signal_evidence WHERE signal_id IN"
                            + " (SELECT s.id FROM archives_signal s WHERE s.customer_id = ?)",
                    customer.value());
            TABLES.forEach((kind, table) ->
                    Sql.update(em, "DELETE FROM " + table + " WHERE customer_id = ?", customer.value()));
            return TABLES.size();
        });
    }

    public void preferences(CustomerId customer, Consumer<Preference> writer) {
        rows("archives_preference", customer, PreferenceEntity.class).stream()
                .map(preferences::preference)
                .forEach(writer);
    }

    public void needs(CustomerId customer, Consumer<Need> writer) {
        rows("archives_need", customer, NeedEntity.class).stream()
                .map(needs::need)
                .forEach(writer);
    }

    public void terms(CustomerId customer, Consumer<Term> writer) {
        rows("archives_term", customer, TermEntity.class).stream()
                .map(terms::term)
                .forEach(writer);
    }

    public void confirmations(CustomerId customer, Consumer<Confirmation> writer) {
        rows("archives_confirmation", customer, ConfirmationEntity.class).stream()
                .map(ConfirmationEntity::confirmation)
                .forEach(writer);
    }

    public void reviews(CustomerId customer, Consumer<Review> writer) {
        rows("archives_review", customer, ReviewEntity.class).stream()
                .map(reviews::review)
                .forEach(writer);
    }

    /** Each file with its bytes, one after the other. */
    public void attachments(CustomerId customer, BiConsumer<Attachment, byte[]> writer) {
        rows("archives_attachment", customer, AttachmentEntity.class).stream()
                .map(attachments::attachment)
                .forEach(attachment -> writer.accept(attachment, attachments.content(attachment)));
    }

    public void signals(CustomerId customer, Consumer<FoundSignal> writer) {
        signals.whole(rows("archives_signal", customer, FoundSignalEntity.class))
                .forEach(writer);
    }

    private <E> List<E> rows(String table, CustomerId customer, Class<E> type) {
        return unit.in(em -> Sql.select("* FROM " + table)
                .where("customer_id = ?", customer.value())
                .orderBy("sort_key DESC")
                .entities(em, type));
    }
}
