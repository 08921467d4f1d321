package org.kithwork.archives.internal;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import org.kithwork.archives.internal.store.CustomerDataStore;
import org.kithwork.archives.internal.store.FoundSignalStore;
import org.kithwork.archives.internal.store.PortraitDataStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerExport;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ExportWriter;
import org.kithwork.customer.spi.MergePreview;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What becomes of a customer's purchases, interactions, follow-ups, timeline, portrait and files when he is merged, erased or asks
 * for a copy.
 * Purchases outlive the person, under a pseudonym, because the books must be kept; of interactions it stays known that
 * there were some. Preferences, needs, terms, confirmations, reviews, files and signals go. Interactions come before the
 * signals: whoever looks at one of them for signals holds its row, so that no signal is found behind their back.
 */
@Component
public final class ArchivesData implements CustomerDataParticipant {

    private final CustomerDataStore store;
    private final PortraitDataStore portrait;
    private final FoundSignalStore signals;
    private final QualityTasks tasks;

    @Activate
    public ArchivesData(
            @Reference CustomerDataStore store,
            @Reference PortraitDataStore portrait,
            @Reference FoundSignalStore signals,
            @Reference QualityTasks tasks) {
        this.store = store;
        this.portrait = portrait;
        this.signals = signals;
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return "archives";
    }

    @Override
    public MergePreview preview(CustomerMerge merge) {
        var counts = new LinkedHashMap<>(store.counts(merge.absorbed()));
        counts.putAll(portrait.counts(merge.absorbed()));
        return new MergePreview(name(), counts);
    }

    @Override
    public void merge(CustomerMerge merge) {
        tasks.forget(merge.absorbed());
        store.move(merge);
        portrait.move(merge);
    }

    @Override
    public void undo(CustomerMerge merge) {
        portrait.moveBack(merge);
        store.moveBack(merge);
        signals.separate(merge.survivor(), merge.absorbed());
    }

    @Override
    public void erase(CustomerErasure erasure) {
        tasks.forget(erasure.customer());
        store.erase(erasure);
        portrait.erase(erasure.customer());
    }

    /** All that somebody wrote down; the timeline follows from the customer by itself. */
    @Override
    public boolean isUsed(CustomerId customer) {
        var counts = new LinkedHashMap<>(store.counts(customer));
        counts.putAll(portrait.counts(customer));
        counts.remove("events");
        counts.merge("follow-ups", -store.asked(customer), Long::sum);
        return counts.values().stream().anyMatch(count -> count > 0);
    }

    @Override
    public void export(CustomerExport export, ExportWriter writer) {
        store.purchases(export.customer(), purchase -> writer.record("purchases", purchase));
        store.interactions(export.customer(), interaction -> writer.record("interactions", interaction));
        store.followUps(export.customer(), followUp -> writer.record("follow-ups", followUp));
        store.events(export.customer(), event -> writer.record("events", event));
        portrait.preferences(export.customer(), preference -> writer.record("preferences", preference));
        portrait.needs(export.customer(), need -> writer.record("needs", need));
        portrait.terms(export.customer(), term -> writer.record("terms", term));
        portrait.confirmations(export.customer(), confirmation -> writer.record("confirmations", confirmation));
        portrait.reviews(export.customer(), review -> writer.record("reviews", review));
        portrait.signals(export.customer(), signal -> writer.record("signals", signal));
        portrait.attachments(export.customer(), (attachment, content) -> {
            writer.record("attachments", attachment);
            writer.file(attachment.name(), new ByteArrayInputStream(content));
        });
    }
}
