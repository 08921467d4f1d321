package org.kithwork.importing.row;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.problem.Faults;

/**
 * Whose rows these are: found for a batch at once by a key such as {@code identifier:pos}, made where the import says
 * {@code customers: CREATE}.
 */
public final class CustomerCells {

    /** The field that names a customer by his e-mail address; no scheme is called so, since schemes are small letters. */
    public static final String MAIL = "customerMail";

    private final CustomerDirectory directory;
    private final CustomerAdmin admin;
    private final ImportOptions options;
    private final Map<Key, CustomerId> known = new HashMap<>();
    private final Set<CustomerId> visible = new HashSet<>();

    /**
     * A key of a customer.
     *
     * @param scheme {@code null} where the value is the id itself
     */
    private record Key(@Nullable String scheme, String value) {}

    public CustomerCells(
            CustomerDirectory directory, CustomerAdmin admin, ImportOptions options, List<ImportRow> rows) {
        this.directory = directory;
        this.admin = admin;
        this.options = options;
        var schemes = new HashMap<String, Set<String>>();
        for (var row : rows) {
            key(row).ifPresent(key -> {
                if (key.scheme == null) {
                    known.put(key, directory.resolve(new CustomerId(key.value)));
                } else {
                    schemes.computeIfAbsent(key.scheme, s -> new HashSet<>()).add(key.value);
                }
            });
        }
        schemes.forEach((scheme, values) ->
                found(scheme, values).forEach((value, id) -> known.put(new Key(scheme, value), id)));
        visible.addAll(directory.names(Set.copyOf(known.values())).keySet());
    }

    private Map<String, CustomerId> found(String scheme, Set<String> values) {
        return scheme.equals(MAIL) ? directory.byEmails(values) : directory.byIdentifiers(scheme, values);
    }

    /**
     * The customer of a row.
     *
     * @param newcomer makes him, where he is not there yet
     */
    public record Whose(@Nullable String id, @Nullable Supplier<CustomerId> newcomer) {}

    /** The customer of a row; neither is given where there is none, which is noted as a fault. */
    public Whose of(ImportRow row, Faults faults) {
        var found = key(row);
        if (found.isEmpty()) {
            return new Whose(null, null);
        }
        var key = found.get();
        var id = known.get(key);
        if (MAIL.equals(key.scheme) && (id == null || !visible.contains(id))) {
            faults.add("/customerId", Cells.message("mail-unknown", key.value));
            return new Whose(null, null);
        }
        if (id == null && key.scheme != null && RowOptions.CREATE.equals(options.option(RowOptions.CUSTOMERS))) {
            return new Whose(null, () -> create(key));
        }
        if (id == null || !visible.contains(id)) {
            faults.add("/customerId", Cells.message("customer-unknown", key.value));
            return new Whose(null, null);
        }
        return new Whose(id.value(), null);
    }

    private CustomerId create(Key key) {
        var draft = new CustomerDraft(
                null,
                key.value,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new CustomerDraft.Key(key.scheme, key.value)),
                null,
                null,
                null,
                options.source(),
                true,
                null);
        var id = admin.create(draft).id();
        known.put(key, id);
        visible.add(id);
        return id;
    }

    private Optional<Key> key(ImportRow row) {
        for (var cell : row.values().entrySet()) {
            var field = cell.getKey();
            if (field.startsWith("identifier:")) {
                return Optional.of(new Key(field.substring(11), Cells.narrow(cell.getValue())));
            }
        }
        var value = row.text("customer");
        if (value == null) {
            return Optional.ofNullable(row.text(MAIL)).map(address -> new Key(MAIL, Cells.narrow(address)));
        }
        var text = Cells.narrow(value);
        return Optional.of(Ids.isId(text) ? new Key(null, text) : new Key(scheme(), text));
    }

    /** The scheme of a column that says none: the option {@code customer}, else the import's key, else its source. */
    private String scheme() {
        var said = options.more().getOrDefault(RowOptions.CUSTOMER, options.key() == null ? "" : options.key());
        return said.startsWith("identifier:") ? said.substring(11) : said.isBlank() ? options.source() : said;
    }
}
