package org.kithwork.demo.internal.data;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kithwork.demo.internal.data.Habits.Product;
import org.kithwork.demo.internal.data.Habits.Topic;

/**
 * Customers of a trade who do not exist, and two years of what they did, as tables to be imported. The same trade, size,
 * seed and day make the same tables.
 */
public final class DemoData {

    private static final String SOURCE = "demo";
    private static final List<Integer> HOURS = IntStream.range(0, 24).boxed().toList();

    private final Trade trade;
    private final Habits habits;
    private final int customers;
    private final long seed;
    private final People people;

    /**
     * @param today the day on which the history ends
     * @param stores the names of the stores among which customers are spread; may be empty
     */
    public DemoData(Trade trade, int customers, long seed, LocalDate today, List<String> stores) {
        this.trade = trade;
        this.habits = Trades.of(trade);
        this.customers = customers;
        this.seed = seed;
        this.people = new People(trade, today, List.copyOf(stores));
    }

    /** The source of all external keys of a trade. */
    public static String source(Trade trade) {
        return SOURCE + "-" + trade.word();
    }

    public void writeCustomers(Writer out) throws IOException {
        line(out, List.of("编号", "姓名", "性别", "手机", "邮箱", "生日", "公司", "门店", "标签", "建档日期"));
        for (int i = 1; i <= customers; i++) {
            var person = person(i);
            line(
                    out,
                    List.of(
                            person.key(),
                            person.name(),
                            person.woman() ? "女" : "男",
                            person.phone(),
                            text(person.email()),
                            text(person.birth()),
                            text(person.company()),
                            text(person.store()),
                            "演示数据",
                            person.visits().get(0).toString()));
        }
    }

    public void writePurchases(Writer out) throws IOException {
        line(out, List.of("客户", "单号", "时间", "门店", "渠道", "货号", "商品", "类别", "数量", "单价", "折扣"));
        for (int i = 1; i <= customers; i++) {
            var person = person(i);
            var random = random(i, "purchases");
            var favourite = pick(random, habits.products(), Product::weight).category();
            for (int visit = 0; visit < person.visits().size(); visit++) {
                writePurchase(out, person, visit, favourite, random);
            }
        }
    }

    private void writePurchase(Writer out, Person person, int visit, String favourite, RandomGenerator random)
            throws IOException {
        var at = person.visits().get(visit) + " " + time(random);
        var channel = habits.channels().get((int) (habits.channels().size() * Math.pow(random.nextDouble(), 3)));
        var bought = new ArrayList<String>();
        var lines = 1 + random.nextInt(habits.linesAtMost());
        for (int i = 0; i < lines; i++) {
            var product = pick(
                    random, habits.products(), p -> p.weight() * (p.category().equals(favourite) ? 3 : 1));
            if (bought.contains(product.sku())) {
                continue;
            }
            bought.add(product.sku());
            var quantity = 1 + random.nextInt(product.atMost());
            line(
                    out,
                    List.of(
                            person.key(),
                            person.key() + "-" + (visit + 1),
                            at,
                            text(person.store()),
                            channel,
                            product.sku(),
                            product.name(),
                            product.category(),
                            String.valueOf(quantity),
                            product.price().toPlainString(),
                            discount(random, product, quantity)));
        }
    }

    /** One line in eight is cheaper, by a tenth or a fifth. */
    private static String discount(RandomGenerator random, Product product, int quantity) {
        if (random.nextDouble() >= 0.125) {
            return "";
        }
        var share = random.nextBoolean() ? new BigDecimal("0.1") : new BigDecimal("0.2");
        return product.price()
                .multiply(BigDecimal.valueOf(quantity))
                .multiply(share)
                .setScale(2, RoundingMode.HALF_UP)
                .toPlainString();
    }

    public void writeInteractions(Writer out) throws IOException {
        line(out, List.of("客户", "记录编号", "时间", "渠道", "方向", "门店", "主题", "内容"));
        for (int i = 1; i <= customers; i++) {
            var person = person(i);
            var random = random(i, "interactions");
            for (int visit = 0; visit < person.visits().size(); visit++) {
                if (random.nextDouble() < 0.28) {
                    writeInteraction(out, person, visit, random);
                }
            }
        }
    }

    private void writeInteraction(Writer out, Person person, int visit, RandomGenerator random) throws IOException {
        var topic = pick(random, habits.topics(), Topic::weight);
        line(
                out,
                List.of(
                        person.key(),
                        person.key() + "-t" + (visit + 1),
                        person.visits().get(visit) + " " + time(random),
                        topic.channel(),
                        topic.incoming() ? "来" : "去",
                        text(person.store()),
                        topic.topic(),
                        topic.body()));
    }

    private Person person(int number) {
        return people.person(number, random(number, "person"));
    }

    /** Each person has numbers of his own, so that every table can be made by itself. */
    private RandomGenerator random(int number, String what) {
        return new SplittableRandom(seed * 31 + trade.ordinal() * 1_000_003L + number * 97L + what.hashCode());
    }

    private LocalTime time(RandomGenerator random) {
        var hour = pick(random, HOURS, at -> habits.hours()[at]);
        return LocalTime.of(hour, random.nextInt(60));
    }

    private static <T> T pick(RandomGenerator random, List<T> choices, ToIntFunction<T> weight) {
        var left = random.nextInt(choices.stream().mapToInt(weight).sum());
        for (var choice : choices) {
            left -= weight.applyAsInt(choice);
            if (left < 0) {
                return choice;
            }
        }
        throw new IllegalStateException("The weights add up to their sum");
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** No cell that is made up here has to be quoted; the name of a store may. */
    private static void line(Writer out, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            out.write(i == 0 ? "" : ",");
            out.write(
                    cell.chars().anyMatch(c -> ",\"\n\r".indexOf(c) >= 0)
                            ? '"' + cell.replace("\"", "\"\"") + '"'
                            : cell);
        }
        out.write('\n');
    }
}
