package org.kithwork.core.internal.importing;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.reader.ErrorFile;
import org.kithwork.core.internal.importing.store.ImportEntity;
import org.kithwork.core.internal.importing.store.MemoryStore;
import org.kithwork.core.internal.importing.store.MemoryStore.Kept;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.importing.spi.ImportChoice;
import org.kithwork.importing.spi.ImportField;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Remembers for the whole company how files of a kind and with the same columns were imported. It keeps names of columns and
 * choices, and no cell but those that were read as one of a closed list; a file without a header has people in place of names, so
 * all of it is sealed and forgotten when nobody used it for long.
 */
@Component(service = ImportMemory.class)
public final class ImportMemory {

    private static final Duration KEPT = Duration.ofDays(730);

    private final MemoryStore store;
    private final ImportCipher cipher;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public ImportMemory(
            @Reference MemoryStore store,
            @Reference ImportCipher cipher,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.store = store;
        this.cipher = cipher;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Remembers, in the transaction that begins the import. */
    void keep(ImportEntity entity, ImportKind kind, Layout layout) {
        var hashes = hashes(entity.kind, layout);
        var hash = hashes.get(0);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var setup = new Remembered(
                entity.fileName,
                now,
                entity.source,
                entity.keyField,
                entity.onDuplicate,
                layout.mapping(),
                closed(kind, layout.mapping(), layout.values()),
                layout.more());
        store.keep(new Kept(hash, cipher.sealSetup(hash, setup), now), entity.kind);
    }

    /** How such a file was imported the last time, as far as it can still be done so. */
    Optional<Remembered> of(ImportKind kind, Layout layout) {
        return store.find(hashes(kind.kind(), layout))
                .map(kept -> cipher.openSetup(kept.hash(), kept.setup()))
                .map(setup -> possible(kind, layout, setup));
    }

    private List<String> hashes(String kind, Layout layout) {
        return cipher.columns(kind, ErrorFile.originalColumns(layout.columns()));
    }

    private static Remembered possible(ImportKind kind, Layout layout, Remembered setup) {
        var mapping = new LinkedHashMap<>(setup.mapping());
        mapping.keySet().retainAll(layout.columns());
        mapping.values().removeIf(field -> !ImportKinds.has(kind, field));
        var options = new LinkedHashMap<>(setup.options());
        options.keySet()
                .removeIf(name -> kind.options().stream()
                        .noneMatch(option -> option.name().equals(name)));
        return new Remembered(
                setup.fileName(),
                setup.usedAt(),
                setup.source(),
                mapping.containsValue(setup.key()) ? setup.key() : null,
                setup.onDuplicate(),
                mapping,
                closed(kind, mapping, setup.values()),
                options);
    }

    /** The words of columns that are closed lists, of those that are read as a choice or left out. */
    private static Map<String, Map<String, String>> closed(
            ImportKind kind, Map<String, String> mapping, @Nullable Map<String, Map<String, String>> values) {
        var kept = new LinkedHashMap<String, Map<String, String>>();
        if (values != null) {
            values.forEach((column, words) -> {
                var choices = choices(kind, mapping.get(column));
                var understood = new LinkedHashMap<>(words);
                understood.values().removeIf(meant -> !meant.isEmpty() && !isAmong(choices, meant));
                if (!choices.isEmpty() && !understood.isEmpty()) {
                    kept.put(column, understood);
                }
            });
        }
        return kept;
    }

    private static List<ImportChoice> choices(ImportKind kind, @Nullable String field) {
        return kind.fields().stream()
                .filter(known -> known.name().equals(field))
                .findFirst()
                .map(ImportField::choices)
                .orElse(List.of());
    }

    private static boolean isAmong(List<ImportChoice> choices, String meant) {
        var word = SearchKeys.identifier(meant).toLowerCase(Locale.ROOT);
        return choices.stream().anyMatch(choice -> choice.words().contains(word));
    }

    /** Forgets what nobody used for two years. */
    void clean() {
        transactions.run(() -> store.removeUnusedSince(clock.instant().minus(KEPT)));
    }
}
