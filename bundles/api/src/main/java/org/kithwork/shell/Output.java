package org.kithwork.shell;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.json.Json;

/** Where a command writes: as tables for people or, with {@code --json}, as JSON for programs. */
public final class Output {

    /** A column of a table. */
    public record Column<T>(String title, Function<? super T, ? extends @Nullable Object> value) {}

    private final PrintStream stream;
    private final Json json;
    private final boolean asJson;

    Output(PrintStream stream, Json json, boolean asJson) {
        this.stream = stream;
        this.json = json;
        this.asJson = asJson;
    }

    public static <T> Column<T> column(String title, Function<? super T, ? extends @Nullable Object> value) {
        return new Column<>(title, value);
    }

    /** The items as a table, or as a JSON array. */
    @SafeVarargs
    public final <T> void list(List<T> items, Column<T>... columns) {
        if (asJson) {
            stream.println(json.write(items));
            return;
        }
        var table =
                new Table(Arrays.stream(columns).map(column -> column.title()).toList());
        for (var item : items) {
            table.row(Arrays.stream(columns)
                    .map(column -> cell(column.value().apply(item)))
                    .toList());
        }
        table.print(stream);
    }

    /** One record as lines of name and value, or as a JSON object. */
    @SafeVarargs
    public final <T> void record(T item, Column<T>... columns) {
        if (asJson) {
            stream.println(json.write(item));
            return;
        }
        for (var column : columns) {
            stream.printf(
                    Locale.ROOT,
                    "%-18s %s%n",
                    column.title(),
                    cell(column.value().apply(item)));
        }
    }

    /** A sentence for people; with {@code --json} the value instead. */
    public void say(String sentence, Object value) {
        stream.println(asJson ? json.write(value) : sentence);
    }

    /** Rewrites the current line, for a bar; nothing with {@code --json}. */
    public void rewrite(String line) {
        if (!asJson) {
            stream.print("\r\u001b[K" + line);
            stream.flush();
        }
    }

    /** Control characters would steer the terminal. */
    private static String cell(@Nullable Object value) {
        return value == null ? "" : value.toString().replaceAll("\\p{Cntrl}", " ");
    }
}
