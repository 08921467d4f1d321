package org.kithwork.intake.internal;

import java.util.Map;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerExport;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ExportWriter;
import org.kithwork.customer.spi.MergePreview;
import org.kithwork.intake.internal.store.CustomerDataStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What becomes of what a customer sent in when he is merged, erased or asks for a copy. */
@Component
public final class IntakeData implements CustomerDataParticipant {

    private static final String KIND = "submissions";

    private final CustomerDataStore store;

    @Activate
    public IntakeData(@Reference CustomerDataStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public MergePreview preview(CustomerMerge merge) {
        return new MergePreview(name(), Map.of(KIND, store.count(merge.absorbed())));
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
        store.each(export.customer(), submission -> writer.record(KIND, submission));
    }
}
