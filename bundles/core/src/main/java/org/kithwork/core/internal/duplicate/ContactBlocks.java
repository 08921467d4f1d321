package org.kithwork.core.internal.duplicate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kithwork.core.internal.customer.CustomerProfiles;
import org.kithwork.core.internal.duplicate.DuplicateWriter.Found;
import org.kithwork.core.internal.duplicate.store.DuplicateStore;
import org.kithwork.job.spi.JobRun;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Compares those who have an equal telephone number or e-mail address: by the default weights nobody else comes to the
 * score of a review. It reads the search keys in their order, so that each block lies together, and saves where it is.
 */
@Component(service = ContactBlocks.class)
public final class ContactBlocks {

    private static final int PAGE = 4_000;
    /** What follows the text in a search key: a space, the letter of the kind, the customer's id. */
    private static final int TAIL = 38;

    private static final int ID = 36;
    /** As many may share a number and each be compared with each. */
    private static final int LARGEST = 40;
    /** Of more than so many the rest is left out. */
    private static final int MOST = 5_000;

    private static final List<String> DOMAINS = List.of("e", "p");

    private final DuplicateStore store;
    private final CustomerProfiles profiles;
    private final DuplicateWriter writer;
    private final Clock clock;
    private final int page;

    @Activate
    public ContactBlocks(
            @Reference DuplicateStore store,
            @Reference CustomerProfiles profiles,
            @Reference DuplicateWriter writer,
            @Reference Clock clock) {
        this(store, profiles, writer, clock, PAGE);
    }

    ContactBlocks(DuplicateStore store, CustomerProfiles profiles, DuplicateWriter writer, Clock clock, int page) {
        this.store = store;
        this.profiles = profiles;
        this.writer = writer;
        this.clock = clock;
        this.page = page;
    }

    /** Goes on after the key of the job's state; whether it came to the end. */
    boolean search(JobRun run, Map<String, Object> kept) {
        var reading = new Reading(run, kept);
        for (var domain : DOMAINS) {
            var below = Character.toString(domain.charAt(0) + 1);
            while (reading.after.compareTo(below) < 0) {
                if (run.stopRequested()) {
                    return false;
                }
                var keys = store.keys(max(reading.after, domain), below, page);
                if (keys.size() < page) {
                    reading.take(keys, true);
                    reading.compare(below);
                } else {
                    reading.take(keys, false);
                    reading.compare(reading.after);
                }
            }
        }
        return true;
    }

    private static String max(String one, String other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** How far a search is, and the blocks that are whole and not yet compared. */
    private final class Reading {
        private final JobRun run;
        private final Map<String, Object> kept;
        private final Map<String, Set<String>> whole = new LinkedHashMap<>();
        private String text = "";
        private Set<String> block = new HashSet<>();
        private String after;
        /** Everything up to here is compared or waits in {@code whole}. */
        private String safe;

        private long done;

        Reading(JobRun run, Map<String, Object> kept) {
            this.run = run;
            this.kept = kept;
            this.after = run.state().get("after") instanceof String key ? key : "";
            this.done = run.state().get("done") instanceof Number number ? number.longValue() : 0;
            this.safe = after;
        }

        void take(List<String> keys, boolean last) {
            for (var key : keys) {
                var of = key.substring(0, key.length() - TAIL);
                if (!of.equals(text)) {
                    close();
                    safe = after;
                    text = of;
                }
                if (block.size() < MOST) {
                    block.add(key.substring(key.length() - ID));
                }
                after = key;
            }
            done += keys.size();
            if (last) {
                close();
                safe = after;
            }
        }

        private void close() {
            if (block.size() >= MOST) {
                run.problem(Message.of(DuplicateSearchJob.class, "block-too-large", MOST));
            }
            if (block.size() > 1) {
                whole.put(text, block);
            }
            block = new HashSet<>();
        }

        /** Compares what is whole, writes the pairs, and notes where to go on; a block that goes on is read again. */
        void compare(String next) {
            var found = pairs(whole.values());
            after = next;
            var state = new HashMap<String, Object>(kept);
            state.put("after", next.length() == 1 ? next : safe);
            state.put("done", done);
            writer.write(found, DuplicateMethod.DEFAULT, run.id(), () -> run.save(state));
            whole.clear();
            run.progress(done, 0);
        }
    }

    private List<Found> pairs(Iterable<Set<String>> blocks) {
        var wanted = new HashSet<String>();
        blocks.forEach(wanted::addAll);
        var known = profiles.of(wanted);
        var now = clock.instant();
        var found = new HashMap<String, Found>();
        for (var block : blocks) {
            for (var part :
                    parts(block.stream().map(known::get).filter(p -> p != null).toList())) {
                for (int i = 0; i < part.size(); i++) {
                    for (int j = i + 1; j < part.size(); j++) {
                        var score = DuplicateScore.of(part.get(i), part.get(j), now);
                        if (score.score() >= DuplicateScore.REVIEW) {
                            var pair = new Found(part.get(i).id(), part.get(j).id(), score);
                            found.put(pair.key(), pair);
                        }
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** A block in which each is compared with each; of a large one, such as a front desk's, those of one name. */
    private static List<List<DuplicateProfile>> parts(List<DuplicateProfile> block) {
        if (block.size() <= LARGEST) {
            return List.of(block);
        }
        var byName = new HashMap<String, List<DuplicateProfile>>();
        for (var profile : block) {
            if (!profile.name().isEmpty()) {
                byName.computeIfAbsent(profile.name(), name -> new ArrayList<>())
                        .add(profile);
            }
        }
        return byName.values().stream()
                .map(part -> part.size() <= LARGEST ? part : part.subList(0, LARGEST))
                .toList();
    }
}
