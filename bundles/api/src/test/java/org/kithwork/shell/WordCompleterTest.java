package org.kithwork.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.karaf.shell.support.completers.ArgumentCommandLine;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.problem.Problem;

class WordCompleterTest {

    private static List<String> offered(String begun, Supplier<Collection<String>> known) {
        var completer = new WordCompleter() {
            @Override
            protected Collection<String> words() {
                return known.get();
            }
        };
        var candidates = new ArrayList<String>();
        completer.complete(null, new ArgumentCommandLine(begun, begun.length()), candidates);
        return candidates.stream().map(String::strip).toList();
    }

    @Test
    @DisplayName("CORE-18: what is begun is completed by the words that begin so")
    void completes() {
        assertThat(offered("no", () -> List.of("north", "south", "nowhere"))).containsExactly("north", "nowhere");
    }

    @Test
    @DisplayName("CORE-18: who may not know the words is offered none, and hears nothing of them")
    void refused() {
        assertThat(offered("no", () -> {
                    throw Problem.notFound("store");
                }))
                .isEmpty();
    }
}
