package org.kithwork.core.internal.duplicate.linkage;

import java.util.Arrays;

/** Numbers collected with repetitions and given back in order, each once; 8 bytes a number. */
final class LongSet {

    private long[] numbers = new long[1024];
    private int size;
    private int unique;

    void add(long number) {
        if (size == numbers.length) {
            tidy();
            if (unique > numbers.length / 2) {
                numbers = Arrays.copyOf(numbers, numbers.length * 2);
            }
        }
        numbers[size++] = number;
    }

    private void tidy() {
        Arrays.sort(numbers, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || numbers[i] != numbers[kept - 1]) {
                numbers[kept++] = numbers[i];
            }
        }
        size = kept;
        unique = kept;
    }

    long[] sorted() {
        tidy();
        return Arrays.copyOf(numbers, size);
    }
}
