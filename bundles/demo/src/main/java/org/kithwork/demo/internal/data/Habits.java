package org.kithwork.demo.internal.data;

import java.math.BigDecimal;
import java.util.List;

/**
 * How the customers of a trade live with it.
 *
 * @param visitsAYear how often a customer comes, on average
 * @param spread the shape of how differently often they come: the smaller, the more differ
 * @param staysYears how long a customer stays, on average
 * @param linesAtMost how many things are bought at once
 * @param hours how many come in each hour of the day, 24 weights
 * @param weekdays how many come on each day of the week, from Monday
 * @param months how many come in each month, from January
 * @param channels where they buy, the most usual first
 * @param products what they buy
 * @param topics what they talk about
 */
record Habits(
        double visitsAYear,
        double spread,
        double staysYears,
        int linesAtMost,
        int[] hours,
        double[] weekdays,
        double[] months,
        List<String> channels,
        List<Product> products,
        List<Topic> topics) {

    /**
     * Something that is sold.
     *
     * @param weight how often it is chosen
     * @param atMost how many of it at once
     */
    record Product(String sku, String name, String category, BigDecimal price, int weight, int atMost) {}

    /**
     * Something that is talked about.
     *
     * @param channel as an import reads it
     * @param incoming whether the customer began
     */
    record Topic(String topic, String body, String channel, boolean incoming, int weight) {}
}
