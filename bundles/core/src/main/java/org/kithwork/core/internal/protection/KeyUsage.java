package org.kithwork.core.internal.protection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.kithwork.core.internal.protection.store.CellStore;
import org.kithwork.core.internal.protection.store.MarkScan;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What keys are still needed for. */
@Component(service = KeyUsage.class)
public final class KeyUsage {

    /** Longer than any transaction takes, and until another process has noticed that a key was renewed. */
    static final Duration REST = Duration.ofMinutes(10);

    private final KeyRing ring;
    private final CellStore store;
    private final MarkScan scan;

    @Activate
    public KeyUsage(@Reference Keys keys, @Reference CellStore store, @Reference MarkScan scan) {
        this.ring = keys.ring();
        this.store = store;
        this.scan = scan;
    }

    /** What these keys of a class have sealed and is still there, by {@code table.column}. */
    Map<String, Long> of(DataClass dataClass, List<StoredKey> keys) {
        return keys.isEmpty()
                ? Map.of()
                : switch (dataClass) {
                    case ANSWER -> some("core_answer.answer", store.answersBefore(rested(dataClass)));
                    case UPLOAD -> some("core_import", store.uploadsBefore(rested(dataClass)));
                    default -> scan.count(keys.stream().map(StoredKey::mark).toList());
                };
    }

    /** From when on nobody writes with a key that was put aside. */
    Instant rested(DataClass dataClass) {
        return ring.changedAt(dataClass, dataClass.renewable().orElseThrow()).plus(REST);
    }

    private static Map<String, Long> some(String name, long count) {
        return count == 0 ? Map.of() : Map.of(name, count);
    }
}
