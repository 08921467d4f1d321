package org.kithwork.customer.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Holds data on customers. The core calls each method in a transaction of its own, as the module; each is repeatable:
 * called again with the same case it changes nothing more. What it throws parks this step with its reason and stops no
 * other module.
 */
@ConsumerType
public interface CustomerDataParticipant {

    /** The module's word; it names the steps and must not change. */
    String name();

    /** What a merge would move; changes nothing. */
    MergePreview preview(CustomerMerge merge);

    /** Gives what belongs to the absorbed customer to the survivor, remembering it by the merge's id. */
    void merge(CustomerMerge merge);

    /** Gives back what {@link #merge} moved. */
    void undo(CustomerMerge merge);

    /** Removes or anonymises what is held on the person. */
    void erase(CustomerErasure erasure);

    /** Writes all that is held on the person. */
    void export(CustomerExport export, ExportWriter writer);
}
