package org.kithwork.archives.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Purchase;
import org.kithwork.archives.internal.PurchaseId;
import org.kithwork.archives.internal.PurchaseLine;
import org.kithwork.archives.internal.PurchaseReturn;
import org.kithwork.customer.CustomerId;
import org.kithwork.money.Money;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;

/** Turns rows into purchases and back. */
final class PurchaseRows {

    private PurchaseRows() {}

    /** The purchases of these rows, in their order, with what belongs to them. */
    static List<Purchase> purchases(EntityManager em, List<PurchaseEntity> rows) {
        var ids = rows.stream().map(row -> row.id).toList();
        var lines = of(em, "* FROM archives_purchase_line", ids, "line_no", PurchaseLineEntity.class).stream()
                .collect(Collectors.groupingBy(line -> line.purchaseId));
        var returns = of(em, "* FROM archives_return", ids, "return_no", ReturnEntity.class).stream()
                .collect(Collectors.groupingBy(back -> back.purchaseId));
        var returnLines = returns.isEmpty()
                ? Map.<String, List<ReturnLineEntity>>of()
                : of(em, "* FROM archives_return_line", ids, "id", ReturnLineEntity.class).stream()
                        .collect(Collectors.groupingBy(line -> line.returnId));
        return rows.stream()
                .map(row -> purchase(
                        row,
                        lines.getOrDefault(row.id, List.of()),
                        returns.getOrDefault(row.id, List.of()),
                        returnLines))
                .toList();
    }

    private static <E> List<E> of(
            EntityManager em, String select, Collection<String> ids, String order, Class<E> type) {
        return Sql.inPortions(
                ids,
                some -> Sql.select(select)
                        .whereIn("purchase_id", some)
                        .orderBy("purchase_id, " + order)
                        .entities(em, type));
    }

    private static Purchase purchase(
            PurchaseEntity row,
            List<PurchaseLineEntity> lines,
            List<ReturnEntity> returns,
            Map<String, List<ReturnLineEntity>> returnLines) {
        var currency = Currency.getInstance(row.currency);
        return new Purchase(
                new PurchaseId(row.id),
                row.version,
                row.customerId == null ? null : new CustomerId(row.customerId),
                row.storeId == null ? null : new StoreId(row.storeId),
                row.channel,
                row.boughtAt,
                currency,
                lines.stream().map(line -> line(line, currency)).toList(),
                new Money(row.gross, currency),
                new Money(row.discount, currency),
                new Money(row.tax, currency),
                new Money(row.net, currency),
                new Money(row.returned, currency),
                row.status,
                row.source,
                row.externalId,
                returns.stream()
                        .map(back -> back(back, returnLines.getOrDefault(back.id, List.of()), currency))
                        .toList());
    }

    private static PurchaseLine line(PurchaseLineEntity row, Currency currency) {
        return new PurchaseLine(
                row.id,
                row.sku,
                row.name,
                row.category,
                row.quantity,
                new Money(row.unitPrice, currency),
                new Money(row.gross, currency),
                new Money(row.discount, currency),
                new Money(row.tax, currency),
                new Money(row.net, currency),
                row.returned);
    }

    private static PurchaseReturn back(ReturnEntity row, List<ReturnLineEntity> lines, Currency currency) {
        return new PurchaseReturn(
                row.id,
                row.returnedAt,
                lines.stream()
                        .map(line -> new PurchaseReturn.Line(line.lineId, line.quantity))
                        .toList(),
                new Money(row.net, currency),
                row.externalId);
    }

    static PurchaseEntity row(Purchase purchase, String fingerprint, Actor by, Instant now) {
        var row = new PurchaseEntity();
        row.id = purchase.id().value();
        row.customerId = value(purchase.customerId());
        row.storeId = value(purchase.storeId());
        row.channel = purchase.channel();
        row.currency = purchase.currency().getCurrencyCode();
        row.source = purchase.source();
        row.externalId = purchase.externalId();
        row.fingerprint = fingerprint;
        row.createdAt = now;
        row.changedAt = now;
        row.createdBy = by.id();
        row.createdByName = by.name();
        fill(row, purchase);
        return row;
    }

    /** What may change of a purchase. */
    static void fill(PurchaseEntity row, Purchase purchase) {
        row.boughtAt = purchase.at();
        row.sortKey = TimeKey.of(purchase.at(), row.id);
        row.gross = purchase.gross().amount();
        row.discount = purchase.discount().amount();
        row.tax = purchase.tax().amount();
        row.net = purchase.net().amount();
        row.returned = purchase.returned().amount();
        row.status = purchase.status();
    }

    static PurchaseLineEntity row(PurchaseLine line, PurchaseId purchase, int number) {
        var row = new PurchaseLineEntity();
        row.id = line.id();
        row.purchaseId = purchase.value();
        row.lineNo = number;
        row.sku = line.sku();
        row.name = line.name();
        row.category = line.category();
        row.quantity = line.quantity();
        row.unitPrice = line.unitPrice().amount();
        row.gross = line.gross().amount();
        row.discount = line.discount().amount();
        row.tax = line.tax().amount();
        row.net = line.net().amount();
        row.returned = line.returned();
        return row;
    }

    static ReturnEntity row(PurchaseReturn back, PurchaseId purchase, int number, Actor by, Instant now) {
        var row = new ReturnEntity();
        row.id = back.id();
        row.purchaseId = purchase.value();
        row.returnNo = number;
        row.returnedAt = back.at();
        row.net = back.net().amount();
        row.externalId = back.externalId();
        row.createdAt = now;
        row.createdBy = by.id();
        row.createdByName = by.name();
        return row;
    }

    static ReturnLineEntity row(PurchaseReturn.Line line, PurchaseReturn back, PurchaseId purchase, String id) {
        var row = new ReturnLineEntity();
        row.id = id;
        row.returnId = back.id();
        row.purchaseId = purchase.value();
        row.lineId = line.lineId();
        row.quantity = line.quantity();
        return row;
    }

    static @Nullable String value(@Nullable Record id) {
        return id == null ? null : id.toString();
    }

    /** A figure as the database hands it out, which is of one type or another. */
    static BigDecimal decimal(Object figure) {
        return new BigDecimal(figure.toString());
    }
}
