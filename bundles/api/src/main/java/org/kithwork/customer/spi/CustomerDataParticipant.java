package org.kithwork.customer.spi;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kithwork.customer.CustomerId;
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

    /**
     * Whether anybody's work hangs on the customer, so that one who came in by mistake is not simply taken back. By
     * default whatever {@link #export} writes is such work; what follows from the customer by itself, such as a line of
     * a timeline, is none.
     */
    default boolean isUsed(CustomerId customer) {
        var found = new AtomicBoolean();
        export(new CustomerExport("", customer), new ExportWriter() {
            @Override
            public void record(String kind, Object value) {
                found.set(true);
            }

            @Override
            public void file(String name, InputStream content) {
                found.set(true);
            }
        });
        return found.get();
    }
}
