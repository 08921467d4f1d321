package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.money.Money;
import org.kithwork.permission.StoreId;

/**
 * What was bought at once. The totals are the sums of the rounded lines; what comes back is noted and deletes nothing.
 *
 * @param customerId {@code null} once the person is erased; the purchase is kept without him
 * @param net what was paid; less {@code returned} it is what the purchase is worth
 * @param externalId its key in the source, where it is unique
 */
public record Purchase(
        PurchaseId id,
        long version,
        @Nullable CustomerId customerId,
        @Nullable StoreId storeId,
        @Nullable String channel,
        Instant at,
        Currency currency,
        List<PurchaseLine> lines,
        Money gross,
        Money discount,
        Money tax,
        Money net,
        Money returned,
        PurchaseStatus status,
        @Nullable String source,
        @Nullable String externalId,
        List<PurchaseReturn> returns) {

    public Purchase {
        lines = List.copyOf(lines);
        returns = List.copyOf(returns);
    }

    /** What is the same of a purchase whatever its lines are. */
    record Head(
            PurchaseId id,
            long version,
            @Nullable CustomerId customer,
            @Nullable StoreId store,
            @Nullable String channel,
            Instant at,
            Currency currency,
            @Nullable String source,
            @Nullable String externalId) {}

    /** The purchase that has these lines and returns; its totals follow from them. */
    static Purchase of(Head head, List<PurchaseLine> lines, List<PurchaseReturn> returns, boolean isVoid) {
        return new Purchase(
                head.id,
                head.version,
                head.customer,
                head.store,
                head.channel,
                head.at,
                head.currency,
                lines,
                sum(lines, PurchaseLine::gross, head.currency),
                sum(lines, PurchaseLine::discount, head.currency),
                sum(lines, PurchaseLine::tax, head.currency),
                sum(lines, PurchaseLine::net, head.currency),
                sum(lines, PurchaseLine::returnedNet, head.currency),
                isVoid ? PurchaseStatus.VOID : status(lines),
                head.source,
                head.externalId,
                returns);
    }

    /** The purchase after these quantities, by line, came back. */
    Purchase giveBack(String returnId, Instant when, Map<String, BigDecimal> quantities, @Nullable String key) {
        var after = new ArrayList<PurchaseLine>();
        var back = new ArrayList<PurchaseReturn.Line>();
        for (var line : lines) {
            var quantity = quantities.get(line.id());
            after.add(quantity == null ? line : line.giveBack(quantity));
            if (quantity != null) {
                back.add(new PurchaseReturn.Line(line.id(), quantity.setScale(PurchaseLine.SCALE)));
            }
        }
        var net = sum(after, PurchaseLine::returnedNet, currency).minus(returned);
        var more = new ArrayList<>(returns);
        more.add(new PurchaseReturn(returnId, when, back, net, key));
        return of(head(), after, more, false);
    }

    /** The purchase as it was before its last return. */
    Purchase withoutLastReturn() {
        var quantities = returns.get(returns.size() - 1).lines().stream()
                .collect(Collectors.toMap(PurchaseReturn.Line::lineId, PurchaseReturn.Line::quantity));
        var before = lines.stream()
                .map(line -> quantities.containsKey(line.id())
                        ? line.giveBack(quantities.get(line.id()).negate())
                        : line)
                .toList();
        return of(head(), before, returns.subList(0, returns.size() - 1), false);
    }

    /** The purchase with one line more, at the earlier of both times. */
    Purchase extend(PurchaseLine line, Instant when) {
        var more = new ArrayList<>(lines);
        more.add(line);
        var earlier = when.isBefore(at) ? when : at;
        return of(
                new Head(id, version, customerId, storeId, channel, earlier, currency, source, externalId),
                more,
                returns,
                isVoid());
    }

    /** The same of another customer. */
    Purchase of(CustomerId customer) {
        return of(
                new Head(id, version, customer, storeId, channel, at, currency, source, externalId),
                lines,
                returns,
                isVoid());
    }

    Purchase asVoid() {
        return of(head(), lines, returns, true);
    }

    public Purchase withVersion(long current) {
        return of(
                new Head(id, current, customerId, storeId, channel, at, currency, source, externalId),
                lines,
                returns,
                isVoid());
    }

    boolean isVoid() {
        return status == PurchaseStatus.VOID;
    }

    private Head head() {
        return new Head(id, version, customerId, storeId, channel, at, currency, source, externalId);
    }

    private static PurchaseStatus status(List<PurchaseLine> lines) {
        if (lines.stream().allMatch(line -> line.returned().signum() == 0)) {
            return PurchaseStatus.COMPLETED;
        }
        return lines.stream().allMatch(line -> line.left().signum() == 0)
                ? PurchaseStatus.RETURNED
                : PurchaseStatus.PART_RETURNED;
    }

    private static Money sum(List<PurchaseLine> lines, Function<PurchaseLine, Money> amount, Currency currency) {
        return lines.stream().map(amount).reduce(Money.zero(currency), Money::plus);
    }
}
