package org.kithwork.importing;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Imports what comes in by itself, on behalf of the user who set it up and with the rights that he has at that moment: a
 * module may bring the rows of a source without holding the rights of other modules. The module that calls needs {@code
 * core:import:create}. Always there.
 */
@ProviderType
public interface StandingImports {

    /**
     * Sets one up for the user who calls, who has to hold the right to import and that of the kind. Names every fault at
     * once, with the pointers of {@link StandingImport}.
     *
     * @return its id, to be kept
     */
    String open(StandingImport how);

    /** Sets it up anew; from now on it is on behalf of the user who calls. */
    void change(String id, StandingImport how);

    /** Forgets it; what was imported stays. */
    void close(String id);

    /**
     * Imports one row, in the current transaction or in one of its own. A row whose key and content were seen before is
     * unchanged.
     *
     * @param with what it comes in with, which the record that it creates will name
     * @param key names the row in its source, for kinds that have no key of their own
     * @param values by the names that the source uses; blank ones and those that are mapped to nothing are left out
     * @throws org.kithwork.problem.Problem {@code unavailable} while the module of the kind is away, {@code forbidden} when
     *     the user on whose behalf it is may not any more; worth another try later
     */
    RowOutcome apply(String id, Arrival with, String key, Map<String, String> values);

    /** Imports one row as the actor who calls and with his own rights, with nothing set up; else as {@link #apply}. */
    RowOutcome applyAsCaller(StandingImport how, Arrival with, String key, Map<String, String> values);

    /**
     * Begins to import a file, as a job of the user. Takes the whole of it; the caller closes the stream.
     *
     * @return the import's id
     */
    String begin(String id, String fileName, InputStream content);

    /** Where the import of a file stands; refuses with {@code not-found} what is none of this one. */
    FileImport find(String id, String importId);

    /**
     * Begins to take back what the import of a file created and nobody changed or used since, as a job of the user, who
     * needs {@code core:import:delete}; {@link #find} tells how far it is. Refused while it is under way, and where nothing is left
     * to take back.
     */
    void undo(String id, String importId);

    /** Writes the rows of a file that were refused, each with its reason, as a table that can be mended and sent again. */
    void writeErrors(String id, String importId, OutputStream out);
}
