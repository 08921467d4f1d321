package org.kithwork.funnel.internal.importing;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Stores;
import org.kithwork.company.Users;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.OpportunityBook;
import org.kithwork.funnel.internal.opportunity.OpportunityBook.Course;
import org.kithwork.funnel.internal.opportunity.OpportunityDraft;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.id.Ids;
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
 * Rows of opportunities, each with how far it has come and when. A row that was imported before is left as it is: what became of it here is
 * told by its own steps.
 */
@Component(service = ImportKind.class)
public final class OpportunityImport implements UndoableImportKind {

    private static final String PIPELINE = "pipeline";
    private static final String LOST_REASON = "lostReason";
    private static final String OWNERS = "owners";
    private static final String ME = "ME";

    private static final List<ImportField> FIELDS = List.of(
            field("customer", false, "customer", "customer id", "account", "客户", "客户编号", "客户名称"),
            field("identifier:*", false),
            field("externalId", false, "opportunity", "opportunity id", "deal id", "商机编号", "商机"),
            field("title", false, "title", "name", "subject", "deal", "标题", "商机名称", "主题"),
            field("stage", true, "stage", "deal stage", "status", "阶段", "销售阶段"),
            field("openedAt", false, "opened", "created", "engage date", "created at", "创建时间", "创建日期"),
            field("decidedAt", false, "closed", "close date", "won at", "lost at", "结束日期", "成交日期"),
            field("closeOn", false, "expected close", "expected close date", "预计成交日期"),
            field("amount", false, "amount", "value", "close value", "金额", "成交金额"),
            field("currency", false, "currency", "币种", "货币"),
            field("product", false, "product", "item", "产品", "商品"),
            field("owner", false, "owner", "sales agent", "salesperson", "负责人", "销售"),
            field("store", false, "store", "shop", "branch", "门店"),
            field("source", false, "source", "来源"),
            field(LOST_REASON, false, "lost reason", "丢单原因"),
            field("competitor", false, "competitor", "竞争对手"),
            field("forecast", false, "forecast", "forecast category", "预测类别"));

    private static final Map<String, String> NAMES = Map.of(
            "/customerId", "customer",
            "/storeId", "store",
            "/ownerId", "owner",
            "/reason", LOST_REASON,
            "/products/0/name", "product");

    private final OpportunityBook book;
    private final PipelineStore pipelines;
    private final CustomerDirectory customers;
    private final CustomerAdmin admin;
    private final Users users;
    private final Stores stores;
    private final Clock clock;

    @Activate
    public OpportunityImport(
            @Reference OpportunityBook book,
            @Reference PipelineStore pipelines,
            @Reference CustomerDirectory customers,
            @Reference CustomerAdmin admin,
            @Reference Users users,
            @Reference Stores stores,
            @Reference Clock clock) {
        this.book = book;
        this.pipelines = pipelines;
        this.customers = customers;
        this.admin = admin;
        this.users = users;
        this.stores = stores;
        this.clock = clock;
    }

    private static ImportField field(String name, boolean required, String... synonyms) {
        return ImportField.of(OpportunityImport.class, name, required, synonyms);
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(OpportunityImport.class, code, arguments);
    }

    @Override
    public String kind() {
        return "opportunities";
    }

    @Override
    public Message title() {
        return message("kind.opportunities");
    }

    @Override
    public Permission permission() {
        return FunnelPermissions.OPPORTUNITY_CREATE;
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public List<ImportOption> options() {
        var all = new ArrayList<>(RowOptions.withCurrency());
        all.add(ImportOption.text(PIPELINE, message("option.pipeline")));
        all.add(ImportOption.text(LOST_REASON, message("option.lostReason")));
        all.add(new ImportOption(OWNERS, message("option.owners"), List.of(ME)));
        return List.copyOf(all);
    }

    @Override
    public void check(ImportOptions options) {
        new RowOptions(options, stores).check();
        pipeline(options);
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
        var pipeline = pipeline(options);
        var people = new HashMap<String, Optional<ActorName>>();
        return row -> {
            try {
                return enter(row, options, said, whose, pipeline, people);
            } catch (Problem problem) {
                throw RowFaults.byField(problem, NAMES, "stage");
            }
        };
    }

    @Override
    public Optional<Message> undo(String targetId, Instant until) {
        return book.takeBack(new OpportunityId(targetId), until)
                ? Optional.empty()
                : Optional.of(message("changed-since"));
    }

    private RowResult enter(
            ImportRow row,
            ImportOptions options,
            RowOptions said,
            CustomerCells whose,
            Pipeline pipeline,
            Map<String, Optional<ActorName>> people) {
        var known = row.known();
        if (known != null) {
            return new RowResult(Outcome.SKIPPED_DUPLICATE, known);
        }
        var faults = new Faults();
        var stage = stage(faults, pipeline, row.text("stage"));
        var opened = time(faults, "openedAt", row, options, said);
        var decided = time(faults, "decidedAt", row, options, said);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (opened != null && decided != null && decided.isBefore(opened)) {
            faults.add("/decidedAt", message("decided-before"));
        }
        var owner = owner(faults, row, options, people);
        var customer = whose.of(row, faults);
        var draft = draft(row, said, customer.id(), owner, said.store(row, faults), faults);
        if (stage == null) {
            faults.check();
            throw new IllegalStateException("A row without faults has a stage");
        }
        var from = opened == null ? now : opened;
        var course =
                new Course(pipeline, stage, from, decided == null ? later(from, now) : decided, reason(row, options));
        var made = book.enterRow(draft, course, faults, customer.newcomer());
        return RowResult.created(made.id().value());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static @Nullable String reason(ImportRow row, ImportOptions options) {
        var said = row.text(LOST_REASON);
        return said == null ? options.option(LOST_REASON) : said.strip();
    }

    private static OpportunityDraft draft(
            ImportRow row,
            RowOptions said,
            @Nullable String customer,
            @Nullable String owner,
            @Nullable String store,
            Faults faults) {
        var amount = row.text("amount");
        var product = row.text("product");
        var title = row.text("title");
        return new OpportunityDraft(
                customer,
                null,
                null,
                title == null ? product : title,
                amount == null ? null : new MoneyDraft(Cells.number(faults, "/amount", amount), null),
                said.currency(row),
                row.text("closeOn"),
                null,
                row.text("source"),
                null,
                null,
                owner,
                null,
                store,
                row.text("competitor"),
                category(row.text("forecast")));
    }

    /** "Best case" is the constant {@code BEST_CASE}. */
    private static @Nullable String category(@Nullable String cell) {
        return cell == null
                ? null
                : Cells.narrow(cell).strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    }

    private @Nullable String owner(
            Faults faults, ImportRow row, ImportOptions options, Map<String, Optional<ActorName>> people) {
        var name = row.text("owner");
        if (name == null) {
            return null;
        }
        var found = people.computeIfAbsent(name.strip(), users::byName);
        if (found.isEmpty() && !ME.equals(options.option(OWNERS))) {
            faults.add("/ownerId", message("owner-unknown", name));
        }
        return found.map(ActorName::id).orElse(null);
    }

    private static @Nullable Instant time(
            Faults faults, String field, ImportRow row, ImportOptions options, RowOptions said) {
        var text = Cells.time(faults, "/" + field, row.text(field), options.zone(), said.dateFormat());
        return faults.instant("/" + field, text);
    }

    private static @Nullable Stage stage(Faults faults, Pipeline pipeline, @Nullable String cell) {
        if (cell == null) {
            faults.add("/stage", "required");
            return null;
        }
        var word = Cells.narrow(cell).toLowerCase(Locale.ROOT);
        var found = pipeline.stages().stream()
                .filter(stage -> word.equals(lower(stage.name().zh()))
                        || word.equals(lower(stage.name().en())))
                .findFirst()
                .or(() -> pipeline.stages().stream()
                        .filter(stage -> stage.kind() != StageKind.OPEN
                                && word.equals(lower(stage.kind().name())))
                        .findFirst());
        if (found.isEmpty()) {
            faults.add("/stage", message("stage-unknown", cell, names(pipeline)));
        }
        return found.orElse(null);
    }

    private static String names(Pipeline pipeline) {
        return String.join(
                ", ",
                pipeline.stages().stream()
                        .map(stage -> stage.name().zh() == null
                                ? "" + stage.name().en()
                                : stage.name().zh())
                        .toList());
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** The pipeline that is named by its id or its name; the first one that is in use where none is. */
    private Pipeline pipeline(ImportOptions options) {
        var said = options.option(PIPELINE);
        var usable = pipelines.all().stream().filter(one -> !one.retired()).toList();
        var found = said == null
                ? usable.stream().findFirst()
                : usable.stream()
                        .filter(one -> Ids.isId(said)
                                ? one.id().equals(new PipelineId(said))
                                : said.equalsIgnoreCase(one.name().zh())
                                        || said.equalsIgnoreCase(one.name().en()))
                        .findFirst();
        return found.orElseThrow(
                () -> Problem.invalid("/" + PIPELINE, message("pipeline-unknown", said == null ? "" : said)));
    }
}
