package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OccurrencesTest {

    @Test
    void eachContentIsCountedByItselfHoweverManyThereAre() {
        var occurrences = new Occurrences();
        for (int i = 0; i < 5000; i++) {
            assertThat(occurrences.next("row " + i)).isEqualTo(1);
        }
        for (int i = 0; i < 5000; i++) {
            assertThat(occurrences.next("row " + i)).isEqualTo(2);
        }
        assertThat(occurrences.next("row 4999")).isEqualTo(3);
        assertThat(occurrences.next("another")).isEqualTo(1);
    }
}
