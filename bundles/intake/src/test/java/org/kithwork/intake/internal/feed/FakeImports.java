package org.kithwork.intake.internal.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.importing.Arrival;
import org.kithwork.importing.FileImport;
import org.kithwork.importing.RowOutcome;
import org.kithwork.importing.RowOutcome.Refusal;
import org.kithwork.importing.StandingImport;
import org.kithwork.importing.StandingImports;
import org.kithwork.importing.spi.RowResult.Outcome;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/** Keeps rows by their keys, as the core does, and refuses those that a test names. */
public final class FakeImports implements StandingImports {

    public final Map<String, Map<String, String>> rows = new TreeMap<>();
    public final Map<String, Arrival> arrivals = new HashMap<>();
    public final Map<String, String> files = new HashMap<>();
    public final Map<String, FileImport> states = new HashMap<>();
    public Function<Map<String, String>, @Nullable String> refuses = row -> null;
    public boolean away;
    public boolean unreadable;
    private final Map<String, StandingImport> standing = new HashMap<>();
    private int made;

    @Override
    public String open(StandingImport how) {
        check(how);
        var id = "standing-" + ++made;
        standing.put(id, how);
        return id;
    }

    private static void check(StandingImport how) {
        if ("nothing".equals(how.kind())) {
            throw Problem.invalid("/kind", FeedReader.message("pointer-invalid"));
        }
    }

    @Override
    public void change(String id, StandingImport how) {
        check(how);
        standing.put(id, how);
    }

    @Override
    public void close(String id) {
        standing.remove(id);
    }

    @Override
    public RowOutcome apply(String id, Arrival with, String key, Map<String, String> values) {
        if (away) {
            throw Problem.of(ProblemKind.UNAVAILABLE, "busy");
        }
        var why = refuses.apply(values);
        if (why != null) {
            return new RowOutcome(null, null, new Refusal(why, "/phone", "no: " + why, "不行：" + why));
        }
        arrivals.put(id + " " + key, with);
        var before = rows.put(id + " " + key, values);
        return new RowOutcome(values.equals(before) ? Outcome.UNCHANGED : Outcome.CREATED, "r", null);
    }

    @Override
    public RowOutcome applyAsCaller(StandingImport how, Arrival with, String key, Map<String, String> values) {
        return apply(how.kind() + " " + how.source(), with, key.isEmpty() ? values.toString() : key, values);
    }

    @Override
    public String begin(String id, String fileName, InputStream content) {
        if (unreadable) {
            throw Problem.invalid("/mapping", FeedReader.message("pointer-invalid"));
        }
        if (away) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", "x");
        }
        try {
            var importId = "import-" + ++made;
            files.put(fileName, new String(content.readAllBytes(), StandardCharsets.UTF_8));
            states.put(importId, state(importId, "RUNNING", 0, 0));
            return importId;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static FileImport state(String id, String state, long created, long errors) {
        return new FileImport(id, state, !state.equals("RUNNING"), created, 0, 0, 0, 0, errors, 0, 0);
    }

    /** Ends every import that runs. */
    public void end(String state, long created, long errors) {
        for (var id : new ArrayList<>(states.keySet())) {
            if (!states.get(id).ended()) {
                states.put(id, state(id, state, created, errors));
            }
        }
    }

    @Override
    public FileImport find(String id, String importId) {
        return states.get(importId);
    }

    @Override
    public void undo(String id, String importId) {
        throw new UnsupportedOperationException("Feeds take nothing back");
    }

    @Override
    public void writeErrors(String id, String importId, OutputStream out) {
        try {
            out.write("the rows that were refused".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> names() {
        return List.copyOf(files.keySet());
    }
}
