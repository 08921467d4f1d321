package org.kithwork.importing.row;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Stores;
import org.kithwork.id.Ids;
import org.kithwork.importing.spi.ImportOption;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.StoreId;
import org.kithwork.problem.Faults;

/** What an import of rows can be told beside, and what holds for rows that say nothing else. */
public final class RowOptions {

    /** Has unknown customers made, under their key as a name. */
    public static final String CREATE = "CREATE";

    public static final String CUSTOMERS = "customers";
    public static final String CUSTOMER = "customer";
    private static final String STORE = "store";
    public static final String DATE_FORMAT = "dateFormat";
    private static final String CURRENCY = "currency";

    private final ImportOptions options;
    private final Stores stores;
    private final Map<String, Optional<StoreId>> found = new HashMap<>();

    public RowOptions(ImportOptions options, Stores stores) {
        this.options = options;
        this.stores = stores;
    }

    /** What an import of rows that belong to customers can be told. */
    public static List<ImportOption> ofAll() {
        return List.of(
                new ImportOption(CUSTOMERS, Cells.message("option.customers"), List.of(CREATE)),
                ImportOption.text(CUSTOMER, Cells.message("option.customer")),
                ImportOption.text(STORE, Cells.message("option.store")),
                times());
    }

    /** The same, of rows with amounts. */
    public static List<ImportOption> withCurrency() {
        var all = new ArrayList<>(ofAll());
        all.add(ImportOption.text(CURRENCY, Cells.message("option.currency")));
        return List.copyOf(all);
    }

    /** Refuses what no row could be read with. */
    public void check() {
        var faults = new Faults();
        var store = options.option(STORE);
        if (store != null && find(store).isEmpty()) {
            faults.add("/" + STORE, Cells.message("store-unknown", store));
        }
        var format = options.option(DATE_FORMAT);
        if (format != null && !isFormat(format)) {
            faults.add("/" + DATE_FORMAT, Cells.message("date-format-invalid"));
        }
        var currency = options.option(CURRENCY);
        if (currency != null && MoneyDraft.currency(new Faults(), "", currency) == null) {
            faults.add("/" + CURRENCY, Cells.message("currency-unknown", currency));
        }
        faults.check();
    }

    /** The option that says how times are spelt. */
    public static ImportOption times() {
        return ImportOption.text(DATE_FORMAT, Cells.message("option.dateFormat"));
    }

    private static boolean isFormat(String format) {
        try {
            return DateTimeFormatter.ofPattern(format, Locale.ENGLISH) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The spelling of times; {@code null} where none is said. */
    public @Nullable String dateFormat() {
        return options.option(DATE_FORMAT);
    }

    /** The currency of a row; blank where nothing says it, which is the company's. */
    public String currency(ImportRow row) {
        var said = row.text(CURRENCY);
        return said == null ? options.more().getOrDefault(CURRENCY, "") : said;
    }

    /** The store of a row; {@code null} where nothing says it. */
    public @Nullable String store(ImportRow row, Faults faults) {
        var said = row.text(STORE);
        var name = said == null ? options.option(STORE) : said.strip();
        if (name == null) {
            return null;
        }
        var store = find(name);
        if (store.isEmpty()) {
            faults.add("/storeId", Cells.message("store-unknown", name));
        }
        return store.map(StoreId::value).orElse(null);
    }

    private Optional<StoreId> find(String name) {
        return found.computeIfAbsent(
                name,
                cell -> Ids.isId(cell) ? Optional.of(new StoreId(cell)).filter(stores::exists) : stores.byName(cell));
    }
}
