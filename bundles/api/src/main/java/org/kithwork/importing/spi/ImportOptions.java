package org.kithwork.importing.spi;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an import is to be done.
 *
 * @param id the import
 * @param source the system that the file comes from; external keys are unique in it
 * @param key the field that identifies a row, {@code null} where the kind decides
 * @param zone of times without one
 * @param phoneRegion of numbers without a country code
 * @param more the {@link ImportKind#options()} that were said, such as {@code customers: CREATE}
 */
public record ImportOptions(
        String id,
        String source,
        @Nullable String key,
        OnDuplicate onDuplicate,
        ZoneId zone,
        String phoneRegion,
        boolean dryRun,
        Map<String, String> more) {

    public ImportOptions {
        more = Map.copyOf(more);
    }

    /** The value of an option; {@code null} where it was not said. */
    public @Nullable String option(String name) {
        return more.get(name);
    }

    /** What wins when a row is about something that is there. */
    public enum OnDuplicate {
        SKIP,
        OVERWRITE,
        FILL,
        NEWEST,
        REVIEW
    }
}
