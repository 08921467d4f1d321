package org.kithwork.archives.internal.importing;

import static org.kithwork.archives.internal.importing.Words.field;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.ReviewBook;
import org.kithwork.archives.internal.ReviewRow;
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

/** Rows of what customers think of articles that they bought, where another system keeps the purchases. */
@Component(service = ImportKind.class)
public final class ReviewImport implements UndoableImportKind {

    private static final Pattern STARS = Pattern.compile("([1-5])([.]0+)?");

    private static final List<ImportField> FIELDS = List.of(
            field("externalId", true, "order", "order id", "order no", "receipt", "订单号", "单号", "小票号"),
            field("sku", false, "sku", "item no", "article", "货号", "商品编码", "商品编号"),
            field("product", false, "product", "item", "description", "商品", "商品名称", "品名"),
            field("stars", true, "stars", "rating", "score", "星级", "评分"),
            field("text", false, "text", "review", "comment", "评价", "评论", "评价内容"),
            field("at", false, "at", "date", "time", "review date", "日期", "时间", "评价时间"));

    private static final Map<String, String> NAMES = Map.of("/lineId", "sku");

    private final ReviewBook book;

    @Activate
    public ReviewImport(@Reference ReviewBook book) {
        this.book = book;
    }

    @Override
    public String kind() {
        return "reviews";
    }

    @Override
    public Message title() {
        return Words.message("kind.reviews");
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

    /** An article of a purchase: a row that says something else of it takes the place of the earlier one. */
    @Override
    public Optional<String> key(ImportRow row, ImportOptions options) {
        var article = row.text("sku") == null ? row.text("product") : row.text("sku");
        return Optional.ofNullable(row.text("externalId"))
                .filter(id -> article != null)
                .map(id -> id + "\n" + article);
    }

    @Override
    public RowResult apply(ImportRow row, ImportOptions options) {
        try {
            return book.reviewRow(read(row, options))
                    .map(noted -> noted.isFirst()
                            ? RowResult.created(noted.review().lineId())
                            : RowResult.updated(noted.review().lineId()))
                    .orElseGet(() -> new RowResult(Outcome.SKIPPED_DUPLICATE, row.known()));
        } catch (Problem problem) {
            throw RowFaults.byField(problem, NAMES, "externalId");
        }
    }

    @Override
    public Optional<Message> undo(String targetId, Instant until) {
        return book.takeBack(targetId, until);
    }

    private static ReviewRow read(ImportRow row, ImportOptions options) {
        var faults = new Faults();
        var externalId = faults.requiredText("/externalId", row.text("externalId"), 200);
        var sku = faults.optionalText("/sku", row.text("sku"), 100);
        var product = faults.optionalText("/product", row.text("product"), 300);
        if (sku == null && product == null) {
            faults.add("/sku", "required");
        }
        var at = Cells.time(faults, "/at", row.text("at"), options.zone(), options.option(RowOptions.DATE_FORMAT));
        var stars = stars(faults, row.text("stars"));
        faults.check();
        return new ReviewRow(options.source(), externalId, sku, product, stars, row.text("text"), at);
    }

    private static @Nullable Integer stars(Faults faults, @Nullable String cell) {
        if (cell == null) {
            faults.add("/stars", "required");
            return null;
        }
        var stars = STARS.matcher(cell.strip());
        if (!stars.matches()) {
            faults.add("/stars", Words.message("stars-range"));
            return null;
        }
        return Integer.valueOf(stars.group(1));
    }
}
