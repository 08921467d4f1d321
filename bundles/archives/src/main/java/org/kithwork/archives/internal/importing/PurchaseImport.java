package org.kithwork.archives.internal.importing;

import static org.kithwork.archives.internal.importing.Words.field;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.PurchaseBook;
import org.kithwork.archives.internal.PurchaseDraft;
import org.kithwork.archives.internal.PurchaseId;
import org.kithwork.company.Stores;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.importing.row.Cells;
import org.kithwork.importing.row.CustomerCells;
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
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Rows of purchases. Rows with one external id are lines of one purchase, whenever they come; a row without one is a
 * purchase of its own, and the core keys it.
 */
@Component(service = ImportKind.class)
public final class PurchaseImport implements UndoableImportKind {

    private static final List<ImportField> FIELDS = List.of(
            field("customer", false, "customer", "customer id", "客户", "会员", "客户编号", "会员编号"),
            field("identifier:*", false),
            field("externalId", false, "order", "order id", "order no", "receipt", "invoice", "订单号", "单号", "小票号"),
            field("at", true, "at", "date", "time", "order date", "purchase date", "日期", "时间", "下单时间", "购买时间", "消费时间"),
            field("quantity", false, "quantity", "qty", "pieces", "cds", "数量", "件数"),
            field("amount", false, "amount", "net", "total", "paid", "dollars", "金额", "实付", "消费金额"),
            field("unitPrice", false, "unit price", "price", "单价"),
            field("discount", false, "discount", "折扣", "优惠"),
            field("tax", false, "tax", "vat", "税额"),
            field("currency", false, "currency", "币种", "货币"),
            field("store", false, "store", "shop", "branch", "门店", "店铺"),
            field("channel", false, "channel", "渠道"),
            field("sku", false, "sku", "item no", "article", "货号", "商品编码", "商品编号"),
            field("product", false, "product", "item", "description", "商品", "商品名称", "品名"),
            field("category", false, "category", "类别", "品类", "分类"));

    private static final Map<String, String> NAMES = Map.of(
            "/customerId", "customer",
            "/storeId", "store",
            "/lines/0/quantity", "quantity",
            "/lines/0/net", "amount",
            "/lines/0/unitPrice", "unitPrice",
            "/lines/0/discount", "discount",
            "/lines/0/tax", "tax",
            "/lines/0/sku", "sku",
            "/lines/0/name", "product",
            "/lines/0/category", "category");

    private final PurchaseBook book;
    private final CustomerDirectory customers;
    private final CustomerAdmin admin;
    private final Stores stores;

    @Activate
    public PurchaseImport(
            @Reference PurchaseBook book,
            @Reference CustomerDirectory customers,
            @Reference CustomerAdmin admin,
            @Reference Stores stores) {
        this.book = book;
        this.customers = customers;
        this.admin = admin;
        this.stores = stores;
    }

    @Override
    public String kind() {
        return "purchases";
    }

    @Override
    public Message title() {
        return Words.message("kind.purchases");
    }

    @Override
    public Permission permission() {
        return Permission.of(ArchivesPermissions.CREATE_PURCHASES);
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public List<ImportOption> options() {
        return RowOptions.withCurrency();
    }

    @Override
    public void check(ImportOptions options) {
        new RowOptions(options, stores).check();
    }

    @Override
    public Optional<String> key(ImportRow row, ImportOptions options) {
        return Optional.empty();
    }

    @Override
    public RowResult apply(ImportRow row, ImportOptions options) {
        return batch(List.of(row), options).apply(row);
    }

    @Override
    public ImportBatch batch(List<ImportRow> rows, ImportOptions options) {
        var whose = new CustomerCells(customers, admin, options, rows);
        var said = new RowOptions(options, stores);
        return row -> {
            try {
                return enter(row, options, said, whose);
            } catch (Problem problem) {
                throw RowFaults.byField(problem, NAMES, "externalId");
            }
        };
    }

    @Override
    public Optional<Message> undo(String targetId, Instant until) {
        return book.takeBack(new PurchaseId(targetId), until);
    }

    private RowResult enter(ImportRow row, ImportOptions options, RowOptions said, CustomerCells whose) {
        var known = row.known();
        if (known != null) {
            // A line is a fact: under its key there is one, whatever is said of it later.
            return new RowResult(Outcome.SKIPPED_DUPLICATE, known);
        }
        var faults = new Faults();
        var line = line(row, faults);
        var at = Cells.time(faults, "/at", row.text("at"), options.zone(), said.dateFormat());
        if (row.text("at") == null) {
            faults.add("/at", "required");
        }
        var store = said.store(row, faults);
        var customer = whose.of(row, faults);
        var draft = new PurchaseDraft(
                customer.id(),
                store,
                row.text("channel"),
                at,
                said.currency(row),
                List.of(line),
                options.source(),
                row.text("externalId"));
        var entered = book.enterRow(draft, faults, customer.newcomer());
        var id = entered.purchase().id().value();
        return switch (entered.made()) {
            case PURCHASE -> RowResult.created(id);
            case LINE -> RowResult.updated(id);
            case NOTHING -> new RowResult(Outcome.SKIPPED_DUPLICATE, id);
        };
    }

    private static PurchaseDraft.Line line(ImportRow row, Faults faults) {
        return new PurchaseDraft.Line(
                row.text("sku"),
                row.text("product"),
                row.text("category"),
                Cells.number(faults, "/lines/0/quantity", row.text("quantity")),
                money(row, "unitPrice", "/lines/0/unitPrice", faults),
                money(row, "discount", "/lines/0/discount", faults),
                money(row, "tax", "/lines/0/tax", faults),
                money(row, "amount", "/lines/0/net", faults));
    }

    private static @Nullable MoneyDraft money(ImportRow row, String field, String pointer, Faults faults) {
        var cell = row.text(field);
        return cell == null ? null : new MoneyDraft(Cells.number(faults, pointer, cell), null);
    }
}
