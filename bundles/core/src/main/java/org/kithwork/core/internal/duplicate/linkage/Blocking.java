package org.kithwork.core.internal.duplicate.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the pairs that are worth comparing: those with an equal value in one field, or, where many share it, with the
 * beginning of another one as well. A block that is still too large is left out, since what so many share tells nothing.
 */
final class Blocking {

    private static final int LARGEST = 60;
    private static final int BEGINNING = 4;

    private final List<LinkageField> fields;
    private final List<String[]> records;

    Blocking(List<LinkageField> fields, List<String[]> records) {
        this.fields = fields;
        this.records = records;
    }

    /** The pairs as two indexes in one number, smaller index first, each once, in order. */
    long[] pairs() {
        var found = new LongSet();
        for (int i = 0; i < fields.size(); i++) {
            int field = i;
            if (fields.get(i).kind() != FieldKind.CATEGORY) {
                block((record, nothing) -> record[field], field, found);
            }
        }
        return found.sorted();
    }

    private void block(BiFunction<String[], Integer, String> key, int field, LongSet found) {
        for (var block : blocks(null, record -> key.apply(record, field))) {
            if (block.size() <= LARGEST) {
                add(block, found);
            } else {
                refine(block, field, found);
            }
        }
    }

    private void refine(List<Integer> block, int field, LongSet found) {
        for (int i = 0; i < fields.size(); i++) {
            int other = i;
            if (i != field && fields.get(i).kind() != FieldKind.CATEGORY) {
                for (var part : blocks(block, record -> beginning(record[other]))) {
                    if (part.size() <= LARGEST) {
                        add(part, found);
                    }
                }
            }
        }
    }

    private static String beginning(String value) {
        return value.length() <= BEGINNING ? value : value.substring(0, BEGINNING);
    }

    private interface Key {
        String of(String[] record);
    }

    private Iterable<List<Integer>> blocks(@Nullable List<Integer> among, Key key) {
        Map<String, List<Integer>> blocks = new HashMap<>();
        int size = among == null ? records.size() : among.size();
        for (int i = 0; i < size; i++) {
            int index = among == null ? i : among.get(i);
            var value = key.of(records.get(index));
            if (!value.isEmpty()) {
                blocks.computeIfAbsent(value, v -> new ArrayList<>()).add(index);
            }
        }
        return blocks.values();
    }

    private static void add(List<Integer> block, LongSet found) {
        for (int i = 0; i < block.size(); i++) {
            for (int j = i + 1; j < block.size(); j++) {
                found.add((long) block.get(i) << 32 | block.get(j));
            }
        }
    }
}
