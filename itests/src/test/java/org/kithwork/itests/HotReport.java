package org.kithwork.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** The report of a module's hot life, as {@code docs/hot-life.md} has it: {@code target/hot-life-<database>.md}. */
record HotReport(Database database, List<HotRound> rounds, HotLoad load) {

    void write() throws IOException {
        var text = new StringBuilder("## " + database.name().charAt(0)
                + database.name().substring(1).toLowerCase(Locale.ROOT) + ", " + rounds.size() + " rounds\n\n");
        times(text);
        answers(text);
        text.append("\nHints of changed modules on the event stream: ").append(load.hints());
        text.append(". Failures: ").append(load.failures().size()).append(".\n");
        load.failures().stream()
                .limit(20)
                .forEach(failure -> text.append("\n- ").append(failure));
        var target = Files.createDirectories(Path.of("target"));
        Files.writeString(
                target.resolve("hot-life-" + database.name().toLowerCase(Locale.ROOT) + ".md"), text.toString());
    }

    private void times(StringBuilder text) {
        text.append("| milliseconds to the first answer | least | median | most |\n|---|---:|---:|---:|\n");
        row(text, "install", HotRound::install);
        row(text, "update", HotRound::update);
        row(text, "remove", HotRound::remove);
        row(text, "class loaders of bundles afterwards", HotRound::loaders);
    }

    private void row(StringBuilder text, String name, ToLongFunction<HotRound> figure) {
        var sorted = rounds.stream().mapToLong(figure).sorted().toArray();
        text.append("| %s | %d | %d | %d |%n"
                .formatted(name, sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]));
    }

    private void answers(StringBuilder text) {
        var answers = load.answers();
        var statuses = new TreeSet<Integer>();
        answers.values().forEach(each -> statuses.addAll(each.keySet()));
        text.append("\n| answers |");
        statuses.forEach(status -> text.append(' ').append(status).append(" |"));
        text.append("\n|---|").append("---:|".repeat(statuses.size())).append('\n');
        answers.forEach((what, counts) -> {
            text.append("| ").append(what).append(" |");
            statuses.forEach(status ->
                    text.append(' ').append(counts.getOrDefault(status, 0L)).append(" |"));
            text.append('\n');
        });
    }
}
