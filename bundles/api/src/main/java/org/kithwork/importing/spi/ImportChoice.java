package org.kithwork.importing.spi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kithwork.problem.Message;

/**
 * What a cell of a closed list may mean.
 *
 * @param word what is written to mean it, such as {@code person}
 * @param title as people read it
 * @param words all that is understood as it, in small letters, the word among them
 */
public record ImportChoice(String word, Message title, List<String> words) {

    public ImportChoice {
        var all = new LinkedHashSet<String>();
        all.add(word.toLowerCase(Locale.ROOT));
        words.forEach(each -> all.add(each.toLowerCase(Locale.ROOT)));
        words = List.copyOf(all);
    }

    /** The choice of a meaning, understood by all words that have it. */
    public static <M> ImportChoice of(String word, Message title, M meaning, Map<String, M> meanings) {
        return new ImportChoice(
                word,
                title,
                meanings.entrySet().stream()
                        .filter(each -> each.getValue().equals(meaning))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
    }
}
