package org.kithwork.core.internal.protection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.job.Jobs;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Renews keys and puts the earlier ones away. What is done to the files is audited before it is done, in a transaction
 * of its own: files do not roll back.
 */
@Component(service = KeyAdmin.class)
public final class KeyAdmin {

    public static final Permission CONFIGURE = Permission.of("core:key:configure");

    private static final String OBJECT = "core:key";

    private final AccessControl access;
    private final KeyRing ring;
    private final KeyUsage usage;
    private final SealedCells cells;
    private final Work work;

    private record Work(Transactions transactions, Jobs jobs, Audit audit, Clock clock) {}

    @Activate
    public KeyAdmin(
            @Reference AccessControl access,
            @Reference Keys keys,
            @Reference KeyUsage usage,
            @Reference SealedCells cells,
            @Reference Transactions transactions,
            @Reference Jobs jobs,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.access = access;
        this.ring = keys.ring();
        this.usage = usage;
        this.cells = cells;
        this.work = new Work(transactions, jobs, audit, clock);
    }

    /**
     * A key.
     *
     * @param dataClass the word of its class
     * @param use what it does: {@code cipher}, {@code index} or {@code stream}
     * @param changedAt when the keys of this class and use last changed
     * @param values how many values it has sealed that are still there; {@code null} where they were not counted
     */
    public record Key(
            String dataClass,
            String use,
            String key,
            boolean writes,
            Instant changedAt,
            @Nullable Long values) {}

    /**
     * What renewing a class does.
     *
     * @param key the new key; {@code null} where nothing was done yet
     * @param job encrypts the earlier values anew; {@code null} where there are none, or where nothing was done yet
     * @param values what lies under the keys of now, by {@code table.column}
     */
    public record Renewal(
            String dataClass,
            @Nullable String key,
            @Nullable String job,
            Map<String, Long> values) {}

    /** Keys that were taken out, or would be. */
    public record Retirement(String dataClass, List<String> keys) {}

    /** All keys, class by class. */
    public List<Key> list(boolean counted) {
        access.require(CONFIGURE);
        var all = new ArrayList<Key>();
        for (var dataClass : DataClass.values()) {
            dataClass.uses().stream().sorted().forEach(use -> {
                var changedAt = ring.changedAt(dataClass, use);
                for (var key : ring.keys(dataClass, use)) {
                    var values = counted && use == KeyUse.CIPHER && dataClass != DataClass.ANSWER
                            ? (Long) sum(usage.of(dataClass, List.of(key)))
                            : null;
                    all.add(new Key(dataClass.word(), use.word(), key.name(), key.writes(), changedAt, values));
                }
            });
        }
        return all;
    }

    /** What {@link #renew} would have to encrypt anew; changes nothing. */
    public List<Renewal> planRenewal(@Nullable String word) {
        access.require(CONFIGURE);
        return chosen(word).stream()
                .map(dataClass -> new Renewal(dataClass.word(), null, null, declared(dataClass)))
                .toList();
    }

    /** Gives a class, or every class, a new key that writes from now on, and begins to encrypt the earlier values anew. */
    public List<Renewal> renew(@Nullable String word) {
        access.require(CONFIGURE);
        return chosen(word).stream().map(this::renew).toList();
    }

    /** Wraps all keys by a new key-encryption key; touches no data. */
    public void renewKeyEncryptionKey() {
        access.require(CONFIGURE);
        audit("key.wrapped", "kek", Map.of());
        ring.renewKeyEncryptionKey();
    }

    /** Takes out the earlier keys of a class, once nothing lies under them. */
    public Retirement retire(String word, boolean dryRun) {
        access.require(CONFIGURE);
        var dataClass = known(word);
        var use = dataClass.renewable().orElseThrow(() -> neverRenewed(dataClass));
        if (!dataClass.retires()) {
            throw Problem.conflict(message("never-retired-" + dataClass.word()));
        }
        var earlier =
                ring.keys(dataClass, use).stream().filter(key -> !key.writes()).toList();
        requireUnused(dataClass, earlier);
        var names = earlier.stream().map(StoredKey::name).toList();
        if (!dryRun && !earlier.isEmpty()) {
            audit("key.retired", dataClass.word(), Map.of("keys", String.join(" ", names)));
            ring.retire(dataClass, use, earlier.stream().map(StoredKey::id).toList());
        }
        return new Retirement(dataClass.word(), names);
    }

    /** The words of all classes that can be renewed. */
    public static List<String> words() {
        return Arrays.stream(DataClass.values())
                .filter(dataClass -> dataClass.renewable().isPresent())
                .map(DataClass::word)
                .toList();
    }

    private Renewal renew(DataClass dataClass) {
        var use = dataClass.renewable().orElseThrow();
        var id = ring.newKeyId(dataClass, use);
        var name = new StoredKey(id, true).name();
        var job = work.transactions().call(() -> {
            audit("key.rotated", dataClass.word(), Map.of("key", name));
            return cells.of(dataClass).isEmpty() ? "" : work.jobs().submit(RewriteJob.request(dataClass, id));
        });
        ring.renew(dataClass, use, id);
        return new Renewal(dataClass.word(), name, job.isEmpty() ? null : job, Map.of());
    }

    private void requireUnused(DataClass dataClass, List<StoredKey> earlier) {
        if (earlier.isEmpty()) {
            return;
        }
        var rest = Duration.between(work.clock().instant(), usage.rested(dataClass));
        if (rest.compareTo(Duration.ZERO) > 0) {
            throw Problem.conflict(message("key-too-fresh", rest.toMinutes() + 1));
        }
        var left = usage.of(dataClass, earlier);
        if (!left.isEmpty()) {
            var told = new TreeMap<>(left)
                    .entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", "));
            throw Problem.conflict(message("key-in-use", sum(left), told));
        }
    }

    private Map<String, Long> declared(DataClass dataClass) {
        var use = dataClass.renewable().orElseThrow();
        return use == KeyUse.CIPHER ? usage.of(dataClass, ring.keys(dataClass, use)) : Map.of();
    }

    private List<DataClass> chosen(@Nullable String word) {
        if (word == null) {
            return Arrays.stream(DataClass.values())
                    .filter(dataClass -> dataClass.renewable().isPresent())
                    .toList();
        }
        if (word.equals("index")) {
            throw Problem.conflict(message("index-never-renewed"));
        }
        var dataClass = known(word);
        if (dataClass.renewable().isEmpty()) {
            throw neverRenewed(dataClass);
        }
        return List.of(dataClass);
    }

    private static DataClass known(String word) {
        return DataClass.of(word)
                .orElseThrow(
                        () -> Problem.invalid("/class", message("class-unknown", word, String.join(", ", words()))));
    }

    private static Problem neverRenewed(DataClass dataClass) {
        return Problem.conflict(message("never-renewed", dataClass.word()));
    }

    private void audit(String action, String key, Map<String, Object> detail) {
        work.transactions().run(() -> work.audit().record(new Audit.Entry(action, OBJECT, key, null, detail, null)));
    }

    private static long sum(Map<String, Long> values) {
        return values.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(KeyAdmin.class, code, arguments);
    }
}
