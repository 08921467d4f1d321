package org.kithwork.core.internal.money;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.ImportTexts;
import org.kithwork.core.internal.importing.reader.Cell;
import org.kithwork.core.internal.importing.reader.Cells;
import org.kithwork.importing.spi.ImportField;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.importing.spi.ImportOption;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult;
import org.kithwork.importing.spi.RowResult.Outcome;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Rows of rates as banks publish them: a day, a currency or a pair, and the rate. Where the pair and day have another
 * rate, OVERWRITE corrects it; whatever else is said for duplicates leaves it as it is.
 */
@Component
public final class RateImport implements ImportKind {

    private static final Pattern PAIR = Pattern.compile("(\\d{1,5})?\\s*([A-Z]{3})\\s*[/-]?\\s*([A-Z]{3})");
    private static final Pattern UNITS = Pattern.compile("\\d{1,5}");

    private static final List<ImportField> FIELDS = List.of(
            field("date", true, "date", "day", "time period", "日期", "发布日期", "发布时间", "公布日期", "生效日期"),
            field(
                    "rate",
                    true,
                    "rate",
                    "exchange rate",
                    "value",
                    "obs value",
                    "mid",
                    "汇率",
                    "中间价",
                    "折算价",
                    "中行折算价",
                    "牌价"),
            field("from", false, "currency", "from", "base", "货币", "币种", "外币", "货币名称", "原币"),
            field("to", false, "to", "counter", "quote currency", "本币", "折合货币", "目标货币"),
            field("pair", false, "pair", "currency pair", "货币对"),
            field("units", false, "units", "unit", "单位", "单位数量", "数量单位"),
            field("source", false, "source", "来源"));

    private final RateReader reader;
    private final RateBook book;
    private final Currencies currencies;

    @Activate
    public RateImport(@Reference RateReader reader, @Reference RateBook book, @Reference Currencies currencies) {
        this.reader = reader;
        this.book = book;
        this.currencies = currencies;
    }

    private static ImportField field(String name, boolean required, String... synonyms) {
        return new ImportField(name, text("field." + name), required, List.of(synonyms));
    }

    @Override
    public String kind() {
        return "rates";
    }

    @Override
    public Message title() {
        return text("kind.rates");
    }

    @Override
    public Permission permission() {
        return MoneyPermissions.EDIT;
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> missing(Set<String> mapped) {
        var missing = new ArrayList<>(ImportKind.super.missing(mapped));
        if (!mapped.contains("from") && !mapped.contains("to") && !mapped.contains("pair")) {
            missing.add("from");
        }
        return missing;
    }

    @Override
    public List<ImportOption> options() {
        return List.of(
                ImportOption.text("from", text("option.from")),
                ImportOption.text("to", text("option.to")),
                new ImportOption("currencies", text("option.currencies"), List.of("ADD")));
    }

    @Override
    public void check(ImportOptions options) {
        var faults = new Faults();
        code(faults, "/from", options.option("from"));
        code(faults, "/to", options.option("to"));
        faults.check();
    }

    @Override
    public Optional<String> key(ImportRow row, ImportOptions options) {
        return Optional.empty();
    }

    @Override
    public RowResult apply(ImportRow row, ImportOptions options) {
        var isAdding = options.option("currencies") != null;
        var checked = reader.read(draft(row, options), isAdding);
        if (isAdding) {
            currencies.take(checked.from());
            currencies.take(checked.to());
        }
        var done = book.enter(checked, options.onDuplicate() == OnDuplicate.OVERWRITE);
        return switch (done.what()) {
            case ADDED -> RowResult.created(done.id());
            case CORRECTED -> RowResult.updated(done.id());
            case SAME -> RowResult.unchanged(done.id());
            case KEPT -> new RowResult(Outcome.SKIPPED_DUPLICATE, done.id());
        };
    }

    private static RateDraft draft(ImportRow row, ImportOptions options) {
        var faults = new Faults();
        var date = read(faults, "/date", Cells.date(textOf(row, "date"), false));
        var rate = read(faults, "/rate", Cells.number(textOf(row, "rate")));
        var units = units(faults, "/units", row.text("units"));
        var source = row.text("source");
        var pair = row.text("pair");
        RateDraft draft;
        if (pair == null) {
            var from = code(faults, "/from", row.text("from") == null ? options.option("from") : row.text("from"));
            var to = code(faults, "/to", row.text("to") == null ? options.option("to") : row.text("to"));
            if (from == null && faults.isEmpty()) {
                faults.add("/from", text("from-and-to"));
            }
            draft = new RateDraft(from, to, date == null ? null : date.toString(), plain(rate), units, source);
        } else {
            var found = PAIR.matcher(narrow(pair).toUpperCase(Locale.ROOT));
            if (row.text("from") != null || row.text("to") != null) {
                faults.add("/pair", text("pair-and-currency"));
            } else if (!found.matches()) {
                faults.add("/pair", text("pair-invalid"));
            }
            var isPair = found.matches();
            draft = new RateDraft(
                    isPair ? found.group(2) : null,
                    isPair ? found.group(3) : null,
                    date == null ? null : date.toString(),
                    plain(rate),
                    isPair && found.group(1) != null ? units(faults, "/pair", found.group(1)) : units,
                    source);
        }
        faults.check();
        return draft;
    }

    private static String textOf(ImportRow row, String field) {
        var text = row.text(field);
        return text == null ? "" : text;
    }

    private static <T> @Nullable T read(Faults faults, String pointer, Cell<T> cell) {
        var fault = cell.fault();
        if (Cells.NUMBER_INVALID.equals(fault)) {
            faults.add(pointer, Cells.NUMBER_INVALID);
        } else if (fault != null || cell.hint() != null) {
            faults.add(pointer, ImportTexts.of(fault == null ? Cells.DATE_INVALID : fault));
        } else if (cell.value() == null) {
            faults.add(pointer, "required");
        }
        return cell.value();
    }

    private static @Nullable String plain(@Nullable BigDecimal rate) {
        return rate == null ? null : rate.toPlainString();
    }

    private static @Nullable Integer units(Faults faults, String pointer, @Nullable String said) {
        if (said == null) {
            return null;
        }
        if (!UNITS.matcher(narrow(said)).matches()) {
            faults.add(pointer, text("units-invalid"));
            return null;
        }
        return Integer.valueOf(narrow(said));
    }

    private static @Nullable String code(Faults faults, String pointer, @Nullable String said) {
        if (said == null) {
            return null;
        }
        var code = CurrencyNames.code(said);
        if (code == null) {
            faults.add(pointer, text("currency-unknown", said));
        }
        return code;
    }

    private static String narrow(String cell) {
        return Normalizer.normalize(cell, Normalizer.Form.NFKC).strip();
    }

    private static Message text(String code, Object... arguments) {
        return Message.of(RateImport.class, code, arguments);
    }
}
