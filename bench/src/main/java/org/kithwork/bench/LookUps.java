package org.kithwork.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.kithwork.bench.data.People;
import org.kithwork.bench.data.Person;

/** The look-ups of a counter, as the clerk of the small store and as one who sees all. */
final class LookUps {

    private static final int SAMPLE = 500;
    /** What is typed of the commonest names, half and whole, in syllables and in initials. */
    private static final List<String> PINYIN =
            List.of("wang", "li", "zhang", "liu", "chen", "wangwei", "lij", "zw", "lm", "cy");

    private final People people;
    private final ListTimes lists;

    LookUps(People people, ListTimes lists) {
        this.people = people;
        this.lists = lists;
    }

    void run(long size) throws IOException {
        for (Scope scope : Scope.values()) {
            Map<String, List<String>> texts = texts(sample(scope, size));
            for (Map.Entry<String, List<String>> text : texts.entrySet()) {
                lists.run(
                        "look-up by " + text.getKey(),
                        scope,
                        text.getValue().stream()
                                .map(word -> "/customers?limit=20&q=" + URLEncoder.encode(word, StandardCharsets.UTF_8))
                                .toList());
            }
        }
    }

    private Map<String, List<String>> texts(List<Person> sample) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put("phone", sample.stream().map(Person::phone).toList());
        texts.put(
                "last four digits",
                sample.stream().map(person -> person.phone().substring(7)).toList());
        texts.put("card number", sample.stream().map(Person::number).toList());
        texts.put("common surname", People.commonFamilyNames());
        texts.put("whole name", sample.stream().map(Person::name).toList());
        texts.put("pinyin", PINYIN);
        return texts;
    }

    private List<Person> sample(Scope scope, long size) {
        if (scope == Scope.CLERK) {
            return LongStream.range(0, Math.min(SAMPLE, size / People.STORES))
                    .mapToObj(n -> people.person(people.inSmallStore(n)))
                    .toList();
        }
        SplittableRandom random = new SplittableRandom(Options.SEED);
        // The even ones are no second records, whose own names and numbers are not stored.
        return LongStream.range(0, SAMPLE)
                .mapToObj(n -> people.person(random.nextLong(size / 2) * 2))
                .toList();
    }
}
