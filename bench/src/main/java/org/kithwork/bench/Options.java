package org.kithwork.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kithwork.bench.data.People;
import org.kithwork.bench.server.Archive;

/** What is asked for on the command line; {@code docs/bench.md} tells each. */
record Options(
        List<Database> databases,
        List<Long> sizes,
        Set<String> only,
        List<Integer> concurrency,
        Duration warmUp,
        Duration measured,
        int rounds,
        int repeats,
        String heap,
        Optional<String> derbyPages,
        String modules,
        Archive archive,
        Archive karaf,
        Path work,
        Path results,
        boolean limitOnly,
        int coldStarts,
        int burners,
        Set<String> bars,
        long interactions,
        long opportunities) {

    static final long SEED = 20_260_101;
    static final Set<String> PARTS = Set.of("get", "name", "phone", "create", "import", "start", "module", "archive");
    static final Set<String> BARS = Set.of(
            "fill",
            "lookup",
            "duplicates",
            "export",
            "cost",
            "fields",
            "timeline",
            "page",
            "list",
            "board",
            "conversion");
    static final Set<String> FUNNEL_BARS = Set.of("board", "conversion");

    private static final Set<String> FLAGS = Set.of("quick", "limit-only");
    private static final Set<String> VALUES = Set.of(
            "db",
            "sizes",
            "only",
            "concurrency",
            "warmup",
            "seconds",
            "rounds",
            "repeats",
            "heap",
            "derby-pages",
            "modules",
            "archive",
            "karaf",
            "work",
            "results",
            "cold-starts",
            "burners",
            "bars",
            "interactions",
            "opportunities");

    static Options parse(String... arguments) {
        Map<String, String> given = given(arguments);
        boolean quick = given.containsKey("quick");
        Set<String> only = Stream.of(
                        given.getOrDefault("only", String.join(",", PARTS)).split(","))
                .collect(Collectors.toSet());
        if (!PARTS.containsAll(only)) {
            throw new IllegalArgumentException("--only takes " + PARTS);
        }
        Set<String> bars = given.containsKey("bars")
                ? Set.of(given.getOrDefault("bars", "").split(","))
                : Set.of();
        if (!BARS.containsAll(bars)) {
            throw new IllegalArgumentException("--bars takes " + BARS);
        }
        List<Long> sizes = numbers(given.getOrDefault("sizes", quick ? "10000" : "10000,100000,1000000"));
        if (sizes.stream().anyMatch(size -> size < People.STORES)) {
            throw new IllegalArgumentException("below " + People.STORES + " the small store has no customer");
        }
        return new Options(
                databases(given.getOrDefault("db", "both")),
                sizes,
                only,
                numbers(given.getOrDefault("concurrency", quick ? "1,8" : "1,8,32")).stream()
                        .map(Long::intValue)
                        .toList(),
                seconds(given.getOrDefault("warmup", quick ? "2" : "5")),
                seconds(given.getOrDefault("seconds", quick ? "3" : "10")),
                Integer.parseInt(given.getOrDefault("rounds", quick ? "1" : "2")),
                Integer.parseInt(given.getOrDefault("repeats", quick ? "1" : "5")),
                given.getOrDefault("heap", "256m"),
                Optional.ofNullable(given.get("derby-pages")),
                given.getOrDefault("modules", Collections.disjoint(bars, FUNNEL_BARS) ? "archives" : "archives,funnel"),
                new Archive(Optional.ofNullable(given.get("archive"))
                        .map(Options::path)
                        .orElseGet(Options::builtArchive)),
                new Archive(path(given.getOrDefault("karaf", "bench/target/apache-karaf.tar.gz"))),
                path(given.getOrDefault("work", "bench/target/run")),
                path(given.getOrDefault("results", "bench/target")),
                given.containsKey("limit-only"),
                Integer.parseInt(given.getOrDefault("cold-starts", "0")),
                Integer.parseInt(given.getOrDefault("burners", "4")),
                bars,
                Long.parseLong(given.getOrDefault("interactions", "2000000")),
                Long.parseLong(given.getOrDefault("opportunities", "1000000")));
    }

    boolean wants(String part) {
        return only.contains(part);
    }

    /** The archive that the build left, or the path where it ought to be. */
    private static Path builtArchive() {
        Path target = path("karaf-assembly/target");
        try (DirectoryStream<Path> found = Files.newDirectoryStream(target, "kithwork-*.tar.gz")) {
            for (Path archive : found) {
                return archive;
            }
        } catch (IOException nothingBuilt) {
            // the path below says where it was looked for
        }
        return target.resolve("kithwork-0.1.0.tar.gz");
    }

    private static Map<String, String> given(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (FLAGS.contains(name)) {
                given.put(name, "");
            } else if (VALUES.contains(name) && i + 1 < arguments.length) {
                given.put(name, arguments[++i]);
            } else {
                throw new IllegalArgumentException("cannot read " + arguments[i] + ", see docs/bench.md");
            }
        }
        return given;
    }

    private static List<Database> databases(String text) {
        return text.equals("both")
                ? List.of(Database.values())
                : List.of(Database.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private static List<Long> numbers(String text) {
        return Arrays.stream(text.split(",")).map(Long::valueOf).toList();
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis((long) (Double.parseDouble(text) * 1_000));
    }

    private static Path path(String text) {
        return Path.of(text).toAbsolutePath();
    }
}
