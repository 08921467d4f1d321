package org.kithwork.archives.internal.importing;

import static org.kithwork.archives.internal.importing.Words.field;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Audience;
import org.kithwork.archives.internal.Direction;
import org.kithwork.archives.internal.InteractionBook;
import org.kithwork.archives.internal.InteractionChannel;
import org.kithwork.archives.internal.InteractionDraft;
import org.kithwork.archives.internal.InteractionId;
import org.kithwork.company.Stores;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.importing.row.Cells;
import org.kithwork.importing.row.CustomerCells;
import org.kithwork.importing.row.RowFaults;
import org.kithwork.importing.row.RowOptions;
import org.kithwork.importing.spi.ImportChoice;
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

/** Rows of interactions; a row with an external id is that interaction, one without is keyed by the core. */
@Component(service = ImportKind.class)
public final class InteractionImport implements UndoableImportKind {

    private static final Map<String, String> NAMES =
            Map.of("/customerId", "customer", "/storeId", "store", "/staffName", "staff");

    private static final Map<String, String> CHANNELS = Map.ofEntries(
            Map.entry("电话", "PHONE"),
            Map.entry("邮件", "EMAIL"),
            Map.entry("邮箱", "EMAIL"),
            Map.entry("E-MAIL", "EMAIL"),
            Map.entry("短信", "SMS"),
            Map.entry("微信", "IM"),
            Map.entry("即时消息", "IM"),
            Map.entry("CHAT", "IM"),
            Map.entry("社交网络", "SOCIAL"),
            Map.entry("拜访", "VISIT"),
            Map.entry("上门", "VISIT"),
            Map.entry("柜台", "COUNTER"),
            Map.entry("到店", "COUNTER"),
            Map.entry("前台", "COUNTER"),
            Map.entry("网站", "WEB"),
            Map.entry("活动", "EVENT"));

    private static final Map<String, String> DIRECTIONS = Map.of(
            "来",
            "IN",
            "呼入",
            "IN",
            "来电",
            "IN",
            "INBOUND",
            "IN",
            "去",
            "OUT",
            "呼出",
            "OUT",
            "去电",
            "OUT",
            "OUTBOUND",
            "OUT");

    private static final List<ImportField> FIELDS = List.of(
            field("customer", false, "customer", "customer id", "客户", "客户编号"),
            field("identifier:*", false),
            field(CustomerCells.MAIL, false, "customer mail", "customer email", "客户邮箱"),
            field("externalId", false, "id", "external id", "编号", "记录编号"),
            field("at", true, "at", "date", "time", "start", "日期", "时间", "开始时间"),
            field("endAt", false, "end", "结束时间"),
            field("channel", true, "channel", "medium", "渠道", "方式")
                    .among(choices("channel", CHANNELS, InteractionChannel.values())),
            field("direction", false, "direction", "方向").among(choices("direction", DIRECTIONS, Direction.values())),
            field("staff", false, "staff", "agent", "employee", "author", "员工", "客服", "跟进人"),
            field("store", false, "store", "shop", "branch", "门店"),
            field("topic", false, "topic", "subject", "主题"),
            field("body", false, "body", "text", "note", "notes", "content", "内容", "备注"),
            field("outcome", false, "outcome", "result", "结果"),
            field("visibility", false, "visibility", "可见范围").among(choices("visibility", Map.of(), Audience.values())));

    private final InteractionBook book;
    private final CustomerDirectory customers;
    private final CustomerAdmin admin;
    private final Stores stores;

    @Activate
    public InteractionImport(
            @Reference InteractionBook book,
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
        return "interactions";
    }

    @Override
    public Message title() {
        return Words.message("kind.interactions");
    }

    @Override
    public Permission permission() {
        return Permission.of(ArchivesPermissions.CREATE_INTERACTIONS);
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public List<ImportOption> options() {
        return Stream.concat(RowOptions.ofAll().stream(), Stream.of(OwnMail.option()))
                .toList();
    }

    @Override
    public void check(ImportOptions options) {
        new RowOptions(options, stores).check();
    }

    @Override
    public Optional<String> key(ImportRow row, ImportOptions options) {
        return Optional.ofNullable(row.text("externalId"));
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
        return book.takeBack(new InteractionId(targetId));
    }

    /** Of a mail there is a row for each address; those of the company are nobody's. */
    private static boolean isOwn(ImportRow row, ImportOptions options) {
        var address = row.text(CustomerCells.MAIL);
        return address != null && new OwnMail(options).isOwn(address);
    }

    private RowResult enter(ImportRow row, ImportOptions options, RowOptions said, CustomerCells whose) {
        if (isOwn(row, options)) {
            return new RowResult(Outcome.SKIPPED_DUPLICATE, null);
        }
        var faults = new Faults();
        var pattern = said.dateFormat();
        if (row.text("at") == null) {
            faults.add("/at", "required");
        }
        var customer = whose.of(row, faults);
        var draft = new InteractionDraft(
                customer.id(),
                Cells.time(faults, "/at", row.text("at"), options.zone(), pattern),
                Cells.time(faults, "/endAt", row.text("endAt"), options.zone(), pattern),
                word(row.text("channel"), CHANNELS),
                word(row.text("direction"), DIRECTIONS),
                row.text("staff"),
                said.store(row, faults),
                row.text("topic"),
                row.text("body"),
                row.text("outcome"),
                options.source(),
                row.text("externalId"),
                word(row.text("visibility"), Map.of()));
        var entered = book.enterRow(draft, options.onDuplicate(), faults, customer.newcomer());
        var id = entered.interaction().id().value();
        return switch (entered.made()) {
            case RECORDED -> RowResult.created(id);
            case CHANGED -> RowResult.updated(id);
            case NOTHING -> RowResult.unchanged(id);
            case SKIPPED -> new RowResult(Outcome.SKIPPED_DUPLICATE, id);
            case TO_REVIEW -> new RowResult(Outcome.REVIEW, id);
        };
    }

    private static List<ImportChoice> choices(String field, Map<String, String> words, Enum<?>... all) {
        return Stream.of(all)
                .map(Enum::name)
                .map(name -> ImportChoice.of(name, Words.message(field + "." + name), name, words))
                .toList();
    }

    private static @Nullable String word(@Nullable String cell, Map<String, String> words) {
        if (cell == null) {
            return null;
        }
        var word = Cells.narrow(cell).toUpperCase(Locale.ROOT);
        return words.getOrDefault(word, word);
    }
}
