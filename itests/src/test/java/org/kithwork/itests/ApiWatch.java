package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at every answer of one system: it is as the system itself describes it. */
final class ApiWatch {

    /** What may be said at an address that is not described, or before anybody knows who asks. */
    private static final Set<Integer> ANYWHERE = Set.of(400, 401, 403, 404, 405, 414, 503);

    /** Paths that two readers may read in two ways. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("^[^?]*(%2f|%5c|%25|%2e|%3b|%0|;|//|/\\.)", Pattern.CASE_INSENSITIVE);

    private final Set<String> called = new ConcurrentSkipListSet<>();
    private final Set<String> answered = new ConcurrentSkipListSet<>();
    private volatile @Nullable ApiDescription description;

    /** The operations that were called. */
    Set<String> called() {
        return Set.copyOf(called);
    }

    /** The operations that were called with success. */
    Set<String> answered() {
        return Set.copyOf(answered);
    }

    /**
     * Fails when an answer is not as described. The description is read again when it does not know the answer, since
     * modules come and go.
     */
    void look(String method, String path, HttpResponse<String> answer, Supplier<Optional<ApiDescription>> reader) {
        var faults = faults(method, path, answer);
        if (description == null || !faults.isEmpty()) {
            reader.get().ifPresent(read -> description = read);
            faults = faults(method, path, answer);
        }
        assertThat(faults)
                .as("%s %s answered %s %s", method, path, answer.statusCode(), beginning(answer.body()))
                .isEmpty();
    }

    private List<String> faults(String method, String path, HttpResponse<String> answer) {
        var known = description;
        if (known == null) {
            return List.of();
        }
        var operation = known.find(method, path);
        if (answer.statusCode() == 400 && AMBIGUOUS.matcher(path).find()) {
            // The server itself refuses it before anybody of ours is asked.
            return List.of();
        }
        if (operation.isEmpty()) {
            return ANYWHERE.contains(answer.statusCode())
                    ? known.problemFaults(answer)
                    : List.of("The operation is not described");
        }
        var faults = known.faults(operation.get(), answer);
        if (faults.isEmpty()) {
            called.add(operation.get().name());
            if (answer.statusCode() < 400) {
                answered.add(operation.get().name());
            }
        }
        return faults;
    }

    private static String beginning(String body) {
        return body.length() <= 2000 ? body : body.substring(0, 2000) + "…";
    }
}
