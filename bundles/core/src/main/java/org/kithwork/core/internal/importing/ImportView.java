package org.kithwork.core.internal.importing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.job.JobView;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;

/**
 * An import as those see it who watch it.
 *
 * @param header the columns, by names that differ; empty once the upload has expired
 * @param sample the cells of the first rows; empty for those who may not import
 * @param values what words of columns are read as, by column and word
 * @param words what the first rows say in the columns that say few different things
 * @param remembered how a file with these columns was imported the last time; {@code null} where none was, and once it has begun
 * @param options those of the kind that were said
 * @param format {@code CSV}, {@code XLSX} or {@code VCARD}
 * @param sheets the sheets of a workbook
 * @param sheet the one that is read
 * @param headerRow the row of the sheet with the names of the columns
 * @param removed of what it created, how much is gone again
 * @param stayed of what it created, how much was to go and stayed
 * @param undoable whether what it created can be taken back
 * @param rows how many rows the file has, estimated until it was read to its end
 */
public record ImportView(
        String id,
        String kind,
        String source,
        String fileName,
        long size,
        ImportState state,
        boolean dryRun,
        @Nullable String encoding,
        @Nullable String separator,
        @Nullable String format,
        List<String> sheets,
        @Nullable String sheet,
        @Nullable Integer headerRow,
        List<String> header,
        List<List<String>> sample,
        Map<String, String> mapping,
        Map<String, String> proposedMapping,
        Map<String, Map<String, String>> values,
        Map<String, List<String>> words,
        @Nullable Remembered remembered,
        @Nullable String key,
        OnDuplicate onDuplicate,
        String zone,
        String phoneRegion,
        Map<String, String> options,
        long rows,
        long done,
        long total,
        long created,
        long updated,
        long unchanged,
        long skipped,
        long review,
        long errors,
        long removed,
        long stayed,
        boolean undoable,
        @Nullable Double ratePerSecond,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant estimatedEnd,
        @Nullable Instant finishedAt,
        JobView.@Nullable Trouble problem,
        @Nullable String jobId,
        long version) {}
