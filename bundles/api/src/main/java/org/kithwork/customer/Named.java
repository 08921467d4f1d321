package org.kithwork.customer;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.page.Page;

/**
 * A page of what belongs to several customers, with their names to show.
 *
 * @param next the cursor of the next page
 * @param customers the names by id, as the actor may see them
 */
public record Named<T>(List<T> items, @Nullable String next, Map<String, String> customers) {

    public Named {
        items = List.copyOf(items);
        customers = Map.copyOf(customers);
    }

    /** The page with the names of those whom its records belong to. */
    public static <T> Named<T> of(
            Page<T> page, CustomerDirectory directory, Function<T, @Nullable CustomerId> customer) {
        var ids = page.items().stream()
                .map(customer)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet());
        var names = directory.names(ids).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().value(), Map.Entry::getValue));
        return new Named<>(page.items(), page.next(), names);
    }
}
