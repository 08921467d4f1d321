package org.kithwork.customer;

import java.util.List;
import java.util.Map;
import org.kithwork.customer.spi.MergePreview;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What concerns a customer over all modules: persisted, one step a module, each repeatable; a step of a module that is
 * not running waits until it is back.
 */
@ProviderType
public interface CustomerOperations {

    /** What a merge would do in each module that runs. */
    List<MergePreview> preview(CustomerId survivor, CustomerId absorbed);

    /**
     * Merges: from now on the absorbed id answers with the survivor; the modules' steps follow.
     *
     * @param fields for each member named, whose value to keep: {@code survivor} or {@code absorbed}
     * @return the operation's id
     */
    String merge(CustomerId survivor, CustomerId absorbed, Map<String, String> fields);

    /** Takes a merge back, at most 30 days later; what was changed since stays with the survivor. */
    String undoMerge(CustomerId survivor, String mergeId);

    /** Erases what is held on the person in every module; fenced at once. */
    String erase(CustomerId customer, String basis);

    /** Starts the job that makes an archive of all that is held on the person; its id. */
    String export(CustomerId customer);
}
