package org.kithwork.archives.internal.importing;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Stores;
import org.kithwork.id.Ids;
import org.kithwork.importing.spi.ImportOption;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.StoreId;
import org.kithwork.problem.Faults;

/** What an import of the module's rows can be told beside, and what holds for rows that say nothing else. */
final class RowOptions {

    /** Has unknown customers made, under their key as a name. */
    static final String CREATE = "CREATE";

    static final String CUSTOMERS = "customers";
    static final String CUSTOMER = "customer";
    private static final String STORE = "store";
    static final String DATE_FORMAT = "dateFormat";
    private static final String CURRENCY = "currency";
    private static final String OWN_MAIL = "ownMail";

    private final ImportOptions options;
    private final Stores stores;
    private final Map<String, Optional<StoreId>> found = new HashMap<>();

    RowOptions(ImportOptions options, Stores stores) {
        this.options = options;
        this.stores = stores;
    }

    static List<ImportOption> ofInteractions() {
        var all = new ArrayList<>(ofAll());
        all.add(ImportOption.text(OWN_MAIL, Cells.message("option.ownMail")));
        return List.copyOf(all);
    }

    private static List<ImportOption> ofAll() {
        return List.of(
                new ImportOption(CUSTOMERS, Cells.message("option.customers"), List.of(CREATE)),
                ImportOption.text(CUSTOMER, Cells.message("option.customer")),
                ImportOption.text(STORE, Cells.message("option.store")),
                ImportOption.text(DATE_FORMAT, Cells.message("option.dateFormat")));
    }

    static List<ImportOption> ofPurchases() {
        var all = new ArrayList<>(ofAll());
        all.add(ImportOption.text(CURRENCY, Cells.message("option.currency")));
        return List.copyOf(all);
    }

    /** Refuses what no row could be read with. */
    void check() {
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

    private static boolean isFormat(String format) {
        try {
            return DateTimeFormatter.ofPattern(format, Locale.ENGLISH) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Nullable
    String dateFormat() {
        return options.option(DATE_FORMAT);
    }

    /** Whether an e-mail address, or its domain, was said to be the company's own. */
    boolean isOwn(String address) {
        var own = options.option(OWN_MAIL);
        if (own == null) {
            return false;
        }
        var narrow = Cells.narrow(address).toLowerCase(Locale.ROOT);
        var domain = narrow.substring(narrow.lastIndexOf('@') + 1);
        return Pattern.compile("[,;\\s]+")
                .splitAsStream(Cells.narrow(own).toLowerCase(Locale.ROOT))
                .map(said -> said.startsWith("@") ? said.substring(1) : said)
                .anyMatch(said -> said.equals(narrow) || said.equals(domain) || domain.endsWith("." + said));
    }

    /** The currency of a row; blank where nothing says it, which is the company's. */
    String currency(ImportRow row) {
        var said = row.text(CURRENCY);
        return said == null ? options.more().getOrDefault(CURRENCY, "") : said;
    }

    /** The store of a row; {@code null} where nothing says it. */
    @Nullable
    String store(ImportRow row, Faults faults) {
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
