package org.kithwork.demo.internal.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes people up. Each comes as often as a draw from a gamma distribution says, from a first day on, until he stays away for
 * good after a time drawn from an exponential one: as buyers of many trades were found to do.
 */
final class People {

    private static final int DAYS = 730;
    private static final List<String> COMPANIES =
            List.of("星海科技", "华远贸易", "明德设计", "锦程物流", "恒信会计", "嘉木装饰", "百川教育", "同创传媒");

    private final Trade trade;
    private final Habits habits;
    private final LocalDate today;
    private final List<String> stores;

    People(Trade trade, LocalDate today, List<String> stores) {
        this.trade = trade;
        this.habits = Trades.of(trade);
        this.today = today;
        this.stores = stores;
    }

    /** The person of this number, from one on. */
    Person person(int number, RandomGenerator random) {
        var woman = random.nextDouble() < 0.54;
        var name = Names.of(random, woman);
        var phone = phone(number);
        var email = random.nextDouble() < 0.4 ? "guest%d@example.com".formatted(number) : null;
        var birth = random.nextDouble() < 0.7 ? birth(random) : null;
        var company = random.nextDouble() < 0.12 ? COMPANIES.get(random.nextInt(COMPANIES.size())) + "（虚构）有限公司" : null;
        return new Person(
                "%s%05d".formatted(trade.name().substring(0, 1), number),
                name,
                woman,
                phone,
                email,
                birth,
                company,
                store(random),
                visits(random));
    }

    /** Numbers of the form 1xx 0000 xxxx belong to no subscriber; each trade has a block of its own. */
    private String phone(int number) {
        var block = List.of("30", "50", "80", "55").get(trade.ordinal());
        var third = Integer.parseInt(block.substring(1)) + number / 10_000;
        return "1%s%d0000%04d".formatted(block.charAt(0), third, number * 7919L % 10_000);
    }

    private @Nullable String store(RandomGenerator random) {
        // The first store is the busiest.
        return stores.isEmpty() ? null : stores.get((int) (stores.size() * Math.pow(random.nextDouble(), 1.4)));
    }

    private LocalDate birth(RandomGenerator random) {
        var age = 38 + random.nextGaussian() * 13;
        return today.minusDays(Math.round(Math.max(18, Math.min(86, age)) * 365.25) + random.nextInt(365));
    }

    private List<LocalDate> visits(RandomGenerator random) {
        var from = random.nextInt(DAYS);
        var until = Math.min(DAYS, from - Math.log(1 - random.nextDouble()) * habits.staysYears() * 365);
        var aDay = gamma(random, habits.spread()) * habits.visitsAYear() / habits.spread() / 365;
        var visits = new ArrayList<LocalDate>();
        visits.add(day(from));
        for (int i = from + 1; i < until; i++) {
            var day = day(i);
            if (random.nextDouble() < aDay * weight(day)) {
                visits.add(day);
            }
        }
        return visits;
    }

    private LocalDate day(int number) {
        return today.minusDays(DAYS - number);
    }

    private double weight(LocalDate day) {
        return habits.weekdays()[day.getDayOfWeek().getValue() - 1] * habits.months()[day.getMonthValue() - 1];
    }

    /** A draw from a gamma distribution of scale 1, by the method of Marsaglia and Tsang (2000). */
    private static double gamma(RandomGenerator random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        var d = shape - 1.0 / 3;
        var c = 1 / Math.sqrt(9 * d);
        for (; ; ) {
            var x = random.nextGaussian();
            var v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
