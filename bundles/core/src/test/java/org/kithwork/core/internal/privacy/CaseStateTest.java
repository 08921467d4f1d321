package org.kithwork.core.internal.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kithwork.core.internal.privacy.PrivacyCase.State;

class CaseStateTest {

    /** Every transition: a row for each state, a column for each that a case may go to from there. */
    @ParameterizedTest(name = "from {0}")
    @DisplayName("S-27: a case goes from each state to these and to no others")
    @CsvSource({
        "RECEIVED,         IDENTITY_CHECKED REFUSED WITHDRAWN",
        "IDENTITY_CHECKED, PREVIEWED EXECUTING DONE REFUSED WITHDRAWN",
        "PREVIEWED,        PREVIEWED EXECUTING REFUSED WITHDRAWN",
        "EXECUTING,        DONE",
        "DONE,             ''",
        "REFUSED,          ''",
        "WITHDRAWN,        ''"
    })
    void transitions(State from, String allowed) {
        for (var to : State.values()) {
            assertThat(from.leadsTo(to))
                    .as("from %s to %s", from, to)
                    .isEqualTo((" " + allowed + " ").contains(" " + to + " "));
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("S-27: a case is open until it is done, refused or taken back")
    @CsvSource({
        "RECEIVED,true",
        "IDENTITY_CHECKED,true",
        "PREVIEWED,true",
        "EXECUTING,true",
        "DONE,false",
        "REFUSED,false",
        "WITHDRAWN,false"
    })
    void open(State state, boolean open) {
        assertThat(state.isOpen()).isEqualTo(open);
    }
}
