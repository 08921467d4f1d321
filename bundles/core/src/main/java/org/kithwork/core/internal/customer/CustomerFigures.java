package org.kithwork.core.internal.customer;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.core.internal.customer.store.FigureStore;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.disclosure.SmallCells;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.store.Sql.Condition;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How many customers there are, by groups, for those who may not see them: small groups are left out, figures are
 * rounded, and one may narrow by at most two of the dimensions.
 */
@Component(service = CustomerFigures.class)
public final class CustomerFigures {

    private static final int MOST_FILTERS = 2;
    private static final int MONTHS = 24;
    private static final int OLDEST = 150;
    private static final int BAND = 10;
    private static final Pattern BANDS = Pattern.compile("(\\d{1,2}0|0)-(\\d{1,2}9|9)");

    private final AccessControl access;
    private final FigureStore store;
    private final NameStore names;
    private final Transactions transactions;
    private final Company company;
    private final Clock clock;

    @Activate
    public CustomerFigures(
            @Reference AccessControl access,
            @Reference FigureStore store,
            @Reference NameStore names,
            @Reference Transactions transactions,
            @Reference Company company,
            @Reference Clock clock) {
        this.access = access;
        this.store = store;
        this.names = names;
        this.transactions = transactions;
        this.company = company;
        this.clock = clock;
    }

    /** What customers can be counted by. */
    public enum Dimension {
        STORE("store"),
        SOURCE("source"),
        SEX("sex"),
        AGE_BAND("ageBand"),
        CREATED_MONTH("createdMonth"),
        TAG("tag");

        private final String word;

        Dimension(String word) {
            this.word = word;
        }

        static Optional<Dimension> of(@Nullable String word) {
            for (var dimension : values()) {
                if (dimension.word.equals(word)) {
                    return Optional.of(dimension);
                }
            }
            return Optional.empty();
        }
    }

    /** What is asked, raw: a dimension, and values of dimensions to narrow by. */
    public record Query(
            @Nullable String by,
            @Nullable String store,
            @Nullable String source,
            @Nullable String sex,
            @Nullable String ageBand,
            @Nullable String createdMonth,
            @Nullable String tag) {

        private Map<Dimension, String> filters() {
            var filters = new LinkedHashMap<Dimension, String>();
            put(filters, Dimension.STORE, store);
            put(filters, Dimension.SOURCE, source);
            put(filters, Dimension.SEX, sex);
            put(filters, Dimension.AGE_BAND, ageBand);
            put(filters, Dimension.CREATED_MONTH, createdMonth);
            put(filters, Dimension.TAG, tag);
            return filters;
        }

        private static void put(Map<Dimension, String> filters, Dimension dimension, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                filters.put(dimension, value.strip());
            }
        }
    }

    /**
     * A group.
     *
     * @param key the value of the dimension; empty where it is not known
     * @param title the name of a store; else the key
     */
    public record Group(String key, String title, long count) {}

    /**
     * The figures, multiples of five.
     *
     * @param total {@code null} where there are too few to say
     * @param withheld whether groups were left out because they are small
     */
    public record Answer(String by, @Nullable Long total, List<Group> groups, boolean withheld) {}

    public Answer count(Query query) {
        var visibility = access.visibility(CustomerPermissions.AGGREGATE);
        var faults = new Faults();
        var by = Dimension.of(query.by());
        if (by.isEmpty()) {
            faults.add("/by", Message.of(CustomerFigures.class, "figures-by"));
        }
        var filters = query.filters();
        if (filters.size() > MOST_FILTERS) {
            faults.add("/by", Message.of(CustomerFigures.class, "figures-narrow", MOST_FILTERS));
        }
        var who = FigureStore.counted(visibility);
        for (var filter : filters.entrySet()) {
            var condition = condition(filter.getKey(), filter.getValue());
            if (condition.isEmpty()) {
                faults.add("/" + filter.getKey().word, Message.of(CustomerFigures.class, "figures-value"));
            } else {
                who = who.and(condition.get());
            }
        }
        faults.check();
        var counted = who;
        return transactions.call(() -> answer(by.orElseThrow(), counted));
    }

    private Answer answer(Dimension by, Condition who) {
        var figures = by == Dimension.TAG
                ? SmallCells.ofOverlapping(store.byTag(who), store.count(who))
                : SmallCells.ofPartition(counts(by, who));
        var keys = figures.cells().stream().map(SmallCells.Cell::group).toList();
        var titles = by == Dimension.STORE ? names.stores(keys) : Map.<String, String>of();
        return new Answer(
                by.word,
                figures.total(),
                figures.cells().stream()
                        .map(cell ->
                                new Group(cell.group(), titles.getOrDefault(cell.group(), cell.group()), cell.count()))
                        .toList(),
                figures.withheld());
    }

    private Map<String, Long> counts(Dimension by, Condition who) {
        return switch (by) {
            case STORE -> store.byStore(who);
            case SOURCE -> store.bySource(who);
            case SEX -> store.bySex(who);
            case AGE_BAND -> bands(store.byAge(who, today()));
            case CREATED_MONTH -> months(who);
            case TAG -> Map.of();
        };
    }

    private static Map<String, Long> bands(Map<String, Long> ages) {
        var bands = new LinkedHashMap<String, Long>();
        ages.forEach((text, count) -> {
            int age = text.isEmpty() ? -1 : Integer.parseInt(text);
            bands.merge(age < 0 ? "" : BirthDates.band(age), count, Long::sum);
        });
        return bands;
    }

    private Map<String, Long> months(Condition who) {
        var months = new ArrayList<YearMonth>();
        for (int back = MONTHS - 1; back >= 0; back--) {
            months.add(YearMonth.from(today()).minusMonths(back));
        }
        var found = new LinkedHashMap<String, Long>();
        store.byCreation(who, months.stream().map(this::start).toList()).forEach((place, count) -> {
            int at = Integer.parseInt(place);
            found.merge(at == 0 ? "" : months.get(at - 1).toString(), count, Long::sum);
        });
        return found;
    }

    private Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(company.zone()).toInstant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.zone());
    }

    /** Empty where the value is none of the dimension. */
    private Optional<Condition> condition(Dimension dimension, String value) {
        return switch (dimension) {
            case STORE -> Optional.of(Condition.of("c.store_id = ?", value));
            case SOURCE -> Optional.of(Condition.of("c.source = ?", value));
            case SEX ->
                value.matches("[0129]")
                        ? Optional.of(Condition.of("c.sex = ?", Integer.parseInt(value)))
                        : Optional.empty();
            case AGE_BAND -> aged(value);
            case CREATED_MONTH -> created(value);
            case TAG -> Optional.of(FigureStore.tagged(value));
        };
    }

    private Optional<Condition> aged(String band) {
        var matcher = BANDS.matcher(band);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int from = Integer.parseInt(matcher.group(1));
        int to = Integer.parseInt(matcher.group(2));
        return from <= OLDEST && to == from + BAND - 1
                ? Optional.of(FigureStore.aged(today(), from, to))
                : Optional.empty();
    }

    private Optional<Condition> created(String month) {
        try {
            var asked = YearMonth.parse(month);
            return Optional.of(FigureStore.created(start(asked), start(asked.plusMonths(1))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
