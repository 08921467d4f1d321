package org.kithwork.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.kithwork.bench.Report.LoadRow;
import org.kithwork.bench.data.People;
import org.kithwork.bench.data.Person;
import org.kithwork.bench.load.HttpConnection;
import org.kithwork.bench.load.Load;
import org.kithwork.bench.load.LoadGenerator;
import org.kithwork.bench.product.ProductApi;

/** The look-ups of a counter, as the clerk of the small store and as one who sees all. */
final class LookUps {

    private static final int SAMPLE = 500;
    private static final byte[] NOTHING = {};
    /** What is typed of the commonest names, half and whole, in syllables and in initials. */
    private static final List<String> PINYIN =
            List.of("wang", "li", "zhang", "liu", "chen", "wangwei", "lij", "zw", "lm", "cy");

    private final Options options;
    private final Database database;
    private final People people;
    private final FilledProduct product;
    private final Report report;
    private final LoadGenerator generator = new LoadGenerator();

    LookUps(Options options, Database database, People people, FilledProduct product, Report report) {
        this.options = options;
        this.database = database;
        this.people = people;
        this.product = product;
        this.report = report;
    }

    void run(long size) throws IOException {
        for (Scope scope : Scope.values()) {
            Map<String, List<String>> texts = texts(sample(scope, size));
            for (Map.Entry<String, List<String>> text : texts.entrySet()) {
                List<byte[]> requests = requests(scope, text.getValue());
                check(text.getKey(), scope, requests);
                for (int concurrency : options.concurrency()) {
                    report.add(measure(text.getKey(), scope, size, concurrency, requests));
                }
            }
        }
    }

    private LoadRow measure(String what, Scope scope, long size, int concurrency, List<byte[]> requests) {
        return LoadRow.of(
                "look-up by " + what,
                scope,
                size,
                database,
                concurrency,
                Report.PRODUCT,
                generator.run(new Load(
                        product.port(),
                        number -> requests.get((int) (number % requests.size())),
                        200,
                        concurrency,
                        options.warmUp(),
                        options.measured(),
                        product.process().tree(),
                        product.database())));
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

    private List<byte[]> requests(Scope scope, List<String> texts) {
        ProductApi user = scope == Scope.CLERK
                ? product.accounts().clerk()
                : product.accounts().all();
        return texts.stream()
                .map(text -> HttpConnection.request(
                        "GET",
                        "/api/v1/customers?limit=20&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8),
                        user.headerLines(),
                        NOTHING))
                .toList();
    }

    /** Lists that are always empty would be fast and worth nothing. */
    private void check(String what, Scope scope, List<byte[]> requests) throws IOException {
        int found = 0;
        try (HttpConnection connection = new HttpConnection(product.port())) {
            for (byte[] request : requests.subList(0, Math.min(10, requests.size()))) {
                int status = connection.exchange(request);
                if (status != 200) {
                    throw new IOException(what + " as " + scope.title() + ": " + status + " " + connection.body());
                }
                found += new ObjectMapper()
                        .readTree(connection.body())
                        .path("items")
                        .size();
            }
        }
        if (found == 0) {
            report.note("look-up by " + what + " as " + scope.title() + " found nothing");
        }
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
