package org.kithwork.core.internal.money;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.core.internal.money.store.CurrencyStore;
import org.kithwork.core.internal.money.store.RateStore;
import org.kithwork.page.PageRequest;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.FakeCompany;
import org.kithwork.test.FakePaging;
import org.kithwork.test.FixedClock;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;

/** A company in CNY with its rates, on a database that all tests share. */
public final class MoneyFixture {

    private static final Map<DatabaseKind, TestDatabase> DATABASES = new ConcurrentHashMap<>();

    public final TestDatabase database;
    public final FakeAccess access;
    public final FakeAudit audit;
    public final FakeCompany company = new FakeCompany();
    public final FixedClock clock = new FixedClock(Instant.parse("2026-03-02T02:00:00Z"));
    public final RateStore store;
    public final Currencies currencies;
    public final RateReader reader;
    public final RateBook book;
    public final RateImport imports;
    public final RateList list;
    public final RateTable table;
    public final Conversion conversion;

    MoneyFixture(DatabaseKind kind) {
        this(
                DATABASES.computeIfAbsent(kind, any -> TestDatabase.create(any, "core", "db/core/changelog.xml")),
                FakeAccess.allowingAll());
    }

    public MoneyFixture(TestDatabase database, FakeAccess access) {
        this.database = database;
        this.access = access;
        audit = new FakeAudit(database.transactions());
        store = new RateStore(database.jpa(), database.dialect(), () -> "core");
        var codes = new CurrencyStore(database.jpa(), database.dialect(), () -> "core");
        currencies = new Currencies(codes, company, access, audit, database.transactions(), clock);
        reader = new RateReader(currencies, company, clock);
        var writer = new RateWriter(store, access, audit, new SequentialIds("7"), clock);
        book = new RateBook(reader, writer, store, access, database.transactions());
        imports = new RateImport(reader, book, currencies);
        list = new RateList(store, access, new FakePaging());
        table = new RateTable(store, currencies, company, database.transactions());
        conversion = new Conversion(table, company, access, clock);
    }

    MoneyFixture with(String... codes) {
        for (var code : codes) {
            currencies.add(new Currencies.Draft(code), Locale.ENGLISH);
        }
        return this;
    }

    RateEntry add(String from, String to, String date, String rate) {
        return book.add(new RateDraft(from, to, date, rate, null, null));
    }

    List<String> listed(boolean replaced) {
        return list.list(null, replaced, PageRequest.first(50)).items().stream()
                .map(entry -> entry.from() + "/" + entry.to() + " " + entry.date() + " "
                        + entry.rate().toPlainString())
                .toList();
    }

    static Currency currency(String code) {
        return Currency.getInstance(code);
    }

    static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    /** Leaves the database, which all tests share, as it was. */
    public void close() {
        database.transactions()
                .run(() -> database.jpa()
                        .tx(em -> List.of("core_rate", "core_currency")
                                .forEach(table -> em.createNativeQuery("DELETE FROM " + table)
                                        .executeUpdate())));
    }
}
