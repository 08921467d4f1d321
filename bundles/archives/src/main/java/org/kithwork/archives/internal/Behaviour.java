package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kithwork.money.Money;
import org.kithwork.permission.StoreId;

/**
 * What a customer's purchases tell of his habits. Plain counting: no division by zero, and nothing told where there is
 * nothing to tell.
 */
final class Behaviour {

    /** Shares have six decimal places. */
    static final int SCALE = 6;

    private final List<Bought> purchases;
    private final Function<Bought, ZoneId> zone;

    /** Of these purchases, newest first, each by the clock of its store. */
    Behaviour(List<Bought> purchases, Function<Bought, ZoneId> zone) {
        this.purchases = List.copyOf(purchases);
        this.zone = zone;
    }

    /**
     * The value that most purchases have.
     *
     * @param of how many purchases say anything at all
     * @param share count divided by of
     * @param ids of the purchases that have it, newest first
     */
    record Favourite<T>(T value, int count, int of, BigDecimal share, List<String> ids, Instant last) {}

    List<Bought> purchases() {
        return purchases;
    }

    Optional<Favourite<String>> category() {
        return favourite(Bought::categories);
    }

    Optional<Favourite<DayPart>> dayPart() {
        return favourite(bought ->
                Set.of(DayPart.of(bought.at().atZone(zone.apply(bought)).getHour())));
    }

    Optional<Favourite<StoreId>> store() {
        return favourite(bought -> bought.storeId() == null ? Set.of() : Set.of(bought.storeId()));
    }

    /** The value of most purchases; among equals that of the newer one. */
    private <T> Optional<Favourite<T>> favourite(Function<Bought, Set<T>> values) {
        var holders = new TreeMap<String, List<Bought>>();
        var named = new TreeMap<String, T>();
        int of = 0;
        for (var bought : purchases) {
            var held = values.apply(bought);
            of += held.isEmpty() ? 0 : 1;
            for (var value : held) {
                named.put(value.toString(), value);
                holders.computeIfAbsent(value.toString(), key -> new ArrayList<>())
                        .add(bought);
            }
        }
        var all = of;
        return holders.entrySet().stream()
                .min(Comparator.<java.util.Map.Entry<String, List<Bought>>, Integer>comparing(
                                entry -> -entry.getValue().size())
                        .thenComparing(entry -> entry.getValue().get(0).at(), Comparator.reverseOrder()))
                .map(entry -> new Favourite<>(
                        Objects.requireNonNull(named.get(entry.getKey())),
                        entry.getValue().size(),
                        all,
                        share(entry.getValue().size(), all),
                        entry.getValue().stream().map(Bought::id).toList(),
                        entry.getValue().get(0).at()));
    }

    /** How a part stands to the whole; the whole is not zero. */
    static BigDecimal share(int part, int whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), SCALE, RoundingMode.HALF_UP);
    }

    /** From the lower to the upper quartile of what was paid. */
    record Band(Money from, Money until, Favourite<String> held) {}

    /** The middle half of what was paid in this currency; by the method of the nearest rank. */
    Optional<Band> band(Currency currency) {
        var paid = purchases.stream()
                .filter(bought ->
                        bought.currency().equals(currency) && bought.net().signum() > 0)
                .toList();
        if (paid.isEmpty()) {
            return Optional.empty();
        }
        var sorted = paid.stream().map(Bought::net).sorted().toList();
        var low = sorted.get((sorted.size() + 3) / 4 - 1);
        var high = sorted.get((3 * sorted.size() + 3) / 4 - 1);
        var inside = paid.stream()
                .filter(bought ->
                        bought.net().compareTo(low) >= 0 && bought.net().compareTo(high) <= 0)
                .toList();
        return Optional.of(new Band(
                Money.round(low, currency),
                Money.round(high, currency),
                new Favourite<>(
                        "",
                        inside.size(),
                        paid.size(),
                        share(inside.size(), paid.size()),
                        inside.stream().map(Bought::id).toList(),
                        inside.get(0).at())));
    }

    /** The days on which he came, newest first; a day counts once for each store. */
    private List<LocalDate> visits(boolean oncePerDay) {
        var days = purchases.stream()
                .map(bought -> new Visit(
                        bought.at().atZone(zone.apply(bought)).toLocalDate(),
                        oncePerDay || bought.storeId() == null
                                ? ""
                                : bought.storeId().value()))
                .collect(Collectors.toSet());
        return days.stream().map(Visit::day).sorted(Comparator.reverseOrder()).toList();
    }

    private record Visit(LocalDate day, String store) {}

    /** On how many days he came; a day counts once for each store. */
    int visitDays() {
        return visits(false).size();
    }

    /** The median of the days between one visit and the next; none before the second. */
    Optional<BigDecimal> medianGap() {
        var days = visits(true);
        var gaps = new ArrayList<Long>();
        for (int i = 1; i < days.size(); i++) {
            gaps.add(ChronoUnit.DAYS.between(days.get(i), days.get(i - 1)));
        }
        return median(gaps);
    }

    static Optional<BigDecimal> median(Collection<Long> values) {
        var sorted = values.stream().sorted().toList();
        int size = sorted.size();
        if (size == 0) {
            return Optional.empty();
        }
        var sum = BigDecimal.valueOf(sorted.get((size - 1) / 2)).add(BigDecimal.valueOf(sorted.get(size / 2)));
        return Optional.of(sum.divide(BigDecimal.valueOf(2), 1, RoundingMode.HALF_UP));
    }

    /** What a purchase in this currency is worth on average; none without one. */
    Optional<Money> averageBasket(Currency currency) {
        var paid = in(currency).stream().map(Bought::net).toList();
        return paid.isEmpty()
                ? Optional.empty()
                : Optional.of(Money.round(
                        paid.stream()
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .divide(BigDecimal.valueOf(paid.size()), SCALE, RoundingMode.HALF_UP),
                        currency));
    }

    List<Bought> in(Currency currency) {
        return purchases.stream()
                .filter(bought -> bought.currency().equals(currency))
                .toList();
    }

    List<Bought> returned() {
        return purchases.stream().filter(Bought::returned).toList();
    }

    /** How many purchases each channel had, the most first. */
    List<Favourite<String>> channels() {
        var named =
                purchases.stream().filter(bought -> bought.channel() != null).toList();
        return named.stream()
                .collect(Collectors.groupingBy(bought -> "" + bought.channel(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new Favourite<>(
                        entry.getKey(),
                        entry.getValue().size(),
                        named.size(),
                        share(entry.getValue().size(), named.size()),
                        entry.getValue().stream().map(Bought::id).toList(),
                        entry.getValue().get(0).at()))
                .sorted(Comparator.<Favourite<String>, Integer>comparing(Favourite::count)
                        .reversed()
                        .thenComparing(Favourite::value))
                .toList();
    }
}
