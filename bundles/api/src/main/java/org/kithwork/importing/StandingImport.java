package org.kithwork.importing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How what comes from a source is imported.
 *
 * @param kind the word of an {@link org.kithwork.importing.spi.ImportKind}
 * @param source the system that it comes from, a word of small letters; external keys are unique in it
 * @param onDuplicate {@code SKIP}, {@code OVERWRITE}, {@code FILL}, {@code NEWEST} or {@code REVIEW}; {@code null} fills
 * @param mapping the field of each name that the source uses: of a column of its files, or of a place of its messages; empty
 *     leaves it to the headers of files
 * @param options the options of the kind, and those of all imports, such as {@code zone}, {@code phoneRegion}, {@code encoding}
 */
public record StandingImport(
        @Nullable String kind,
        @Nullable String source,
        @Nullable String onDuplicate,
        Map<String, String> mapping,
        Map<String, String> options) {

    public StandingImport {
        mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
        options = Map.copyOf(options);
    }
}
