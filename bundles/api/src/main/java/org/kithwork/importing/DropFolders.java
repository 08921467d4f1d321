package org.kithwork.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The folders below {@code drop} of the data directory into which other systems put files. A file is offered once it is
 * complete: it is not hidden, its name does not end in {@code .part}, {@code .tmp} or {@code .filepart}, and its size and time did not
 * change between two looks of which the second came a while after it was written. Links, and whatever lies outside the
 * folder, are never followed. Of several who take a file one gets it. Nothing is ever deleted. Always there; asks no right.
 */
@ProviderType
public interface DropFolders {

    /** Makes the folder {@code drop/<name>}, for a name of small letters, digits and hyphens. */
    void create(String name);

    /** The names of the files that are complete, oldest first, a hundred at most. */
    List<String> complete(String name);

    /**
     * Takes a file: moves it aside, so that nobody else takes it.
     *
     * @return the file, or {@code null} when somebody else was quicker
     */
    @org.jspecify.annotations.Nullable
    Path take(String name, String file);

    /** The files that were taken and not put away, by their names as given to {@link #put}: what a crash left behind. */
    List<String> taken(String name);

    /** A file that was taken. */
    Path open(String name, String taken);

    /**
     * Puts a file that was taken into {@code done} or {@code failed}, and a report beside it.
     *
     * @param taken the last part of the path that {@link #take} gave
     * @return the name under which it lies there
     */
    String put(String name, String taken, boolean done, Report report);

    /** Writes a report. */
    @FunctionalInterface
    interface Report {
        void write(OutputStream out) throws IOException;
    }
}
