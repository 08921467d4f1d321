package org.kithwork.funnel.internal;

import java.util.LinkedHashMap;
import java.util.List;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerExport;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ExportWriter;
import org.kithwork.customer.spi.MergePreview;
import org.kithwork.funnel.internal.lead.Lead;
import org.kithwork.funnel.internal.lead.LeadNote;
import org.kithwork.funnel.internal.opportunity.Erasures;
import org.kithwork.funnel.internal.repurchase.Rhythms;
import org.kithwork.funnel.internal.store.CustomerDataStore;
import org.kithwork.funnel.internal.store.PoolDataStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What becomes of a customer's opportunities and leads when he is merged, erased or asks for a copy. They outlive the person without his
 * name: what was won and lost is counted for ever, and what was open is lost or rejected with him.
 */
@Component
public final class FunnelData implements CustomerDataParticipant {

    private final CustomerDataStore store;
    private final Erasures erasures;
    private final Rhythms rhythms;
    private final PoolDataStore pools;

    @Activate
    public FunnelData(
            @Reference CustomerDataStore store,
            @Reference Erasures erasures,
            @Reference Rhythms rhythms,
            @Reference PoolDataStore pools) {
        this.store = store;
        this.erasures = erasures;
        this.rhythms = rhythms;
        this.pools = pools;
    }

    @Override
    public String name() {
        return "funnel";
    }

    @Override
    public MergePreview preview(CustomerMerge merge) {
        var counts = new LinkedHashMap<>(store.counts(merge.absorbed()));
        counts.putAll(pools.counts(merge.absorbed()));
        return new MergePreview(name(), counts);
    }

    @Override
    public void merge(CustomerMerge merge) {
        store.move(merge);
        follow(merge);
        pools.move(merge);
    }

    @Override
    public void undo(CustomerMerge merge) {
        store.moveBack(merge);
        pools.moveBack(merge);
        follow(merge);
    }

    private void follow(CustomerMerge merge) {
        rhythms.follow(merge.survivor());
        rhythms.follow(merge.absorbed());
    }

    @Override
    public void erase(CustomerErasure erasure) {
        erasures.lose(erasure.customer());
        store.erase(erasure);
        pools.erase(erasure.customer());
    }

    @Override
    public void export(CustomerExport export, ExportWriter writer) {
        store.each(export.customer(), held -> writer.record("opportunities", held));
        rhythms.of(export.customer()).ifPresent(rhythm -> writer.record("rhythm", rhythm));
        store.eachLead(export.customer(), (lead, notes) -> writer.record("leads", new HeldLead(lead, notes)));
        pools.each(export.customer(), entry -> writer.record("claims", entry));
    }

    /** A lead in a copy, with all that was written down of it. */
    record HeldLead(Lead lead, List<LeadNote> notes) {}
}
