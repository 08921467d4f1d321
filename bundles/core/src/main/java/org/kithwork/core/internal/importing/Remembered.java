package org.kithwork.core.internal.importing;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;

/**
 * How a file with the same columns was imported the last time, by whoever it was.
 *
 * @param fileName the file
 * @param usedAt when it was begun
 * @param values what words of closed lists were read as, by column and word
 * @param options those of the kind that were said
 */
public record Remembered(
        String fileName,
        Instant usedAt,
        String source,
        @Nullable String key,
        OnDuplicate onDuplicate,
        Map<String, String> mapping,
        Map<String, Map<String, String>> values,
        Map<String, String> options) {}
