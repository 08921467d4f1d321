package org.kithwork.archives.internal;

import org.kithwork.archives.internal.store.CustomerDataStore;
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
 * What becomes of a customer's purchases, interactions, follow-ups and timeline when he is merged, erased or asks for a copy.
 * Purchases outlive the person, under a pseudonym, because the books must be kept; of interactions it stays known that
 * there were some.
 */
@Component
public final class ArchivesData implements CustomerDataParticipant {

    private final CustomerDataStore store;

    @Activate
    public ArchivesData(@Reference CustomerDataStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "archives";
    }

    @Override
    public MergePreview preview(CustomerMerge merge) {
        return new MergePreview(name(), store.counts(merge.absorbed()));
    }

    @Override
    public void merge(CustomerMerge merge) {
        store.move(merge);
    }

    @Override
    public void undo(CustomerMerge merge) {
        store.moveBack(merge);
    }

    @Override
    public void erase(CustomerErasure erasure) {
        store.erase(erasure);
    }

    @Override
    public void export(CustomerExport export, ExportWriter writer) {
        store.purchases(export.customer(), purchase -> writer.record("purchases", purchase));
        store.interactions(export.customer(), interaction -> writer.record("interactions", interaction));
        store.followUps(export.customer(), followUp -> writer.record("follow-ups", followUp));
        store.events(export.customer(), event -> writer.record("events", event));
    }
}
