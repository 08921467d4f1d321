package org.kithwork.archives.internal.importing;

import static org.kithwork.archives.internal.importing.Words.field;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.PurchaseBook;
import org.kithwork.archives.internal.PurchaseBook.Entered.What;
import org.kithwork.archives.internal.PurchaseId;
import org.kithwork.archives.internal.PurchaseReturn;
import org.kithwork.archives.internal.ReturnRow;
import org.kithwork.importing.row.Cells;
import org.kithwork.importing.row.RowFaults;
import org.kithwork.importing.row.RowOptions;
import org.kithwork.importing.spi.ImportField;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.importing.spi.ImportOption;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult;
import org.kithwork.importing.spi.RowResult.Outcome;
import org.kithwork.importing.spi.UndoableImportKind;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Rows of what came back of purchases that another system keeps, an article a row. */
@Component(service = ImportKind.class)
public final class ReturnImport implements UndoableImportKind {

    private static final int LONGEST_KEY = 90;
    private static final int LONGEST_ARTICLE = 100;
    private static final int DECIMALS = 3;
    private static final char OF = ':';

    private static final List<ImportField> FIELDS = List.of(
            field("externalId", true, "order", "order id", "order no", "receipt", "订单号", "单号", "小票号"),
            field("returnId", true, "return", "return id", "return no", "refund", "退货单号", "退单号"),
            field("at", true, "at", "date", "time", "return date", "日期", "时间", "退货时间"),
            field("sku", false, "sku", "item no", "article", "货号", "商品编码", "商品编号"),
            field("product", false, "product", "item", "description", "商品", "商品名称", "品名"),
            field("quantity", true, "quantity", "qty", "pieces", "数量", "件数"));

    private static final Map<String, String> NAMES =
            Map.of("/lines/0/lineId", "sku", "/lines/0/quantity", "quantity", "/lines/1", "quantity");

    private final PurchaseBook book;
    private final Clock clock;

    @Activate
    public ReturnImport(@Reference PurchaseBook book, @Reference Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "returns";
    }

    @Override
    public Message title() {
        return Words.message("kind.returns");
    }

    @Override
    public Permission permission() {
        return Permission.of(ArchivesPermissions.EDIT_PURCHASES);
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public List<ImportOption> options() {
        return List.of(RowOptions.times());
    }

    /** One article of a return, once. */
    @Override
    public Optional<String> key(ImportRow row, ImportOptions options) {
        var article = row.text("sku") == null ? row.text("product") : row.text("sku");
        return Optional.ofNullable(row.text("returnId"))
                .filter(id -> article != null)
                .map(id -> row.text("externalId") + "\n" + id + "\n" + article);
    }

    @Override
    public RowResult apply(ImportRow row, ImportOptions options) {
        var known = row.known();
        if (known != null) {
            return new RowResult(Outcome.SKIPPED_DUPLICATE, known);
        }
        try {
            var entered = book.giveBackRow(read(row, options));
            var returns = entered.purchase().returns();
            return entered.made() == What.NOTHING
                    ? new RowResult(
                            Outcome.SKIPPED_DUPLICATE, entered.purchase().id().value())
                    : RowResult.created(target(entered.purchase().id(), returns.get(returns.size() - 1)));
        } catch (Problem problem) {
            throw RowFaults.byField(problem, NAMES, "externalId");
        }
    }

    @Override
    public Optional<Message> undo(String targetId, Instant until) {
        var end = targetId.indexOf(OF);
        return book.takeBackReturn(new PurchaseId(targetId.substring(0, end)), targetId.substring(end + 1));
    }

    /** A return is named beside its purchase, which comes first. */
    private static String target(PurchaseId purchase, PurchaseReturn back) {
        return purchase.value() + OF + back.id();
    }

    private ReturnRow read(ImportRow row, ImportOptions options) {
        var faults = new Faults();
        var externalId = faults.requiredText("/externalId", row.text("externalId"), 200);
        var returnId = faults.requiredText("/returnId", row.text("returnId"), LONGEST_KEY);
        var sku = faults.optionalText("/sku", row.text("sku"), LONGEST_ARTICLE);
        var product = faults.optionalText("/product", row.text("product"), LONGEST_ARTICLE);
        if (sku == null && product == null) {
            faults.add("/sku", "required");
        }
        var at = at(row, options, faults);
        var quantity = quantity(row, faults);
        faults.check();
        return new ReturnRow(options.source(), externalId, returnId, sku, product, quantity, at);
    }

    private Instant at(ImportRow row, ImportOptions options, Faults faults) {
        var said = Cells.time(faults, "/at", row.text("at"), options.zone(), options.option(RowOptions.DATE_FORMAT));
        @Nullable Instant at = faults.instant("/at", said);
        if (row.text("at") == null) {
            faults.add("/at", "required");
        }
        return at == null ? clock.instant() : at;
    }

    private static BigDecimal quantity(ImportRow row, Faults faults) {
        var said = Cells.number(faults, "/quantity", row.text("quantity"));
        var quantity = faults.decimal("/quantity", said);
        if (quantity == null) {
            if (said == null && row.text("quantity") == null) {
                faults.add("/quantity", "required");
            }
            return BigDecimal.ONE;
        }
        if (quantity.signum() <= 0 || quantity.stripTrailingZeros().scale() > DECIMALS) {
            faults.add("/quantity", Words.message("quantity-positive"));
        }
        return quantity;
    }
}
