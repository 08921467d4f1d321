package org.kithwork.funnel.internal.importing;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Stores;
import org.kithwork.company.Users;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerMatch;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.lead.LeadBook;
import org.kithwork.funnel.internal.lead.LeadDraft;
import org.kithwork.funnel.internal.lead.LeadId;
import org.kithwork.funnel.internal.lead.LeadNoteDraft;
import org.kithwork.importing.row.Cells;
import org.kithwork.importing.row.CustomerCells;
import org.kithwork.importing.row.CustomerCells.Whose;
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

/**
 * Rows of leads. Whose they are is said by a key, or by name, telephone number and e-mail address: whoever is known by these is taken, and
 * somebody new is made a customer of. A row that was imported before is left as it is.
 */
@Component(service = ImportKind.class)
public final class LeadImport implements UndoableImportKind {

    private static final String NAME = "name";
    private static final String PHONE = "phone";
    private static final String MAIL = "email";
    private static final String COMPANY = "company";

    private static final List<ImportField> FIELDS = List.of(
            field("customer", false, "customer", "customer id", "account", "客户", "客户编号"),
            field("identifier:*", false),
            field(NAME, false, "name", "contact", "contact name", "姓名", "联系人"),
            field(PHONE, false, "phone", "telephone", "mobile", "电话", "手机", "手机号"),
            field(MAIL, false, "email", "e-mail", "mail", "邮箱", "电子邮件"),
            field(COMPANY, false, "company", "organisation", "organization", "公司", "单位"),
            field("externalId", false, "lead", "lead id", "线索编号", "线索"),
            field("title", true, "title", "subject", "interest", "标题", "线索名称", "意向"),
            field("source", false, "source", "来源"),
            field("openedAt", false, "opened", "created", "created at", "创建时间", "创建日期"),
            field("owner", false, "owner", "sales agent", "salesperson", "负责人", "销售"),
            field("store", false, "store", "shop", "branch", "门店"),
            field("note", false, "note", "notes", "remark", "remarks", "备注", "需求"));

    private static final Map<String, String> NAMES = Map.of(
            "/customerId", "customer",
            "/customer/fullName", NAME,
            "/customer/contactPoints", PHONE,
            "/customer/company", COMPANY,
            "/storeId", "store",
            "/ownerId", "owner",
            "/note", "note");

    private final LeadBook book;
    private final CustomerDirectory customers;
    private final CustomerAdmin admin;
    private final Users users;
    private final Stores stores;
    private final Clock clock;

    @Activate
    public LeadImport(
            @Reference LeadBook book,
            @Reference CustomerDirectory customers,
            @Reference CustomerAdmin admin,
            @Reference Users users,
            @Reference Stores stores,
            @Reference Clock clock) {
        this.book = book;
        this.customers = customers;
        this.admin = admin;
        this.users = users;
        this.stores = stores;
        this.clock = clock;
    }

    private static ImportField field(String name, boolean required, String... synonyms) {
        return ImportField.of(LeadImport.class, name, required, synonyms);
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(LeadImport.class, code, arguments);
    }

    @Override
    public String kind() {
        return "leads";
    }

    @Override
    public Message title() {
        return message("kind.leads");
    }

    @Override
    public Permission permission() {
        return FunnelPermissions.LEAD_CREATE;
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public List<ImportOption> options() {
        return RowOptions.ofAll();
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
        var people = new HashMap<String, Optional<ActorName>>();
        return row -> {
            try {
                return enter(row, options, said, whose, people);
            } catch (Problem problem) {
                throw RowFaults.byField(problem, NAMES, "customer");
            }
        };
    }

    @Override
    public Optional<Message> undo(String targetId, Instant until) {
        return book.takeBack(new LeadId(targetId), until) ? Optional.empty() : Optional.of(message("changed-since"));
    }

    private RowResult enter(
            ImportRow row,
            ImportOptions options,
            RowOptions said,
            CustomerCells whose,
            Map<String, Optional<ActorName>> people) {
        var known = row.known();
        if (known != null) {
            return new RowResult(Outcome.SKIPPED_DUPLICATE, known);
        }
        var faults = new Faults();
        var text = Cells.time(faults, "/openedAt", row.text("openedAt"), options.zone(), said.dateFormat());
        var opened = faults.instant("/openedAt", text);
        var found = whose.of(row, faults);
        var person = found.id() == null && found.newcomer() == null && faults.isEmpty() ? person(row, options) : null;
        var same = person == null ? Optional.<CustomerId>empty() : same(person, faults);
        var draft = draft(row, said, found, same.orElse(null), person, owner(faults, row, people), faults);
        var at = opened == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : opened;
        return RowResult.created(
                book.enterRow(draft, at, faults, found.newcomer()).id().value());
    }

    private static LeadDraft draft(
            ImportRow row,
            RowOptions said,
            Whose found,
            @Nullable CustomerId same,
            @Nullable CustomerDraft person,
            @Nullable String owner,
            Faults faults) {
        var note = row.text("note");
        return new LeadDraft(
                same == null ? found.id() : same.value(),
                same == null ? person : null,
                row.text("title"),
                row.text("source"),
                null,
                said.store(row, faults),
                owner,
                note == null ? null : new LeadNoteDraft(note, null));
    }

    /** Who is told of by name and contact data; {@code null} where nobody is. */
    private static @Nullable CustomerDraft person(ImportRow row, ImportOptions options) {
        var name = row.text(NAME);
        var contacts = new ArrayList<CustomerDraft.Contact>();
        add(contacts, "PHONE", row.text(PHONE));
        add(contacts, "EMAIL", row.text(MAIL));
        if (name == null && contacts.isEmpty()) {
            return null;
        }
        return new CustomerDraft(
                null,
                name == null ? contacts.get(0).value() : name,
                null,
                null,
                null,
                null,
                null,
                null,
                row.text(COMPANY),
                null,
                null,
                contacts,
                null,
                null,
                null,
                null,
                options.source(),
                name == null,
                null);
    }

    private static void add(List<CustomerDraft.Contact> contacts, String type, @Nullable String cell) {
        if (cell != null) {
            contacts.add(new CustomerDraft.Contact(type, Cells.narrow(cell), true, false));
        }
    }

    /** The customer who is known by the same contact data; a fault where several are. */
    private Optional<CustomerId> same(CustomerDraft person, Faults faults) {
        var alike = admin.matches(person).stream()
                .filter(match -> match.rule().isHard())
                .map(CustomerMatch::id)
                .distinct()
                .toList();
        if (alike.size() > 1) {
            faults.add("/customerId", message("several-alike", alike.size()));
        }
        return alike.stream().findFirst();
    }

    private @Nullable String owner(Faults faults, ImportRow row, Map<String, Optional<ActorName>> people) {
        var name = row.text("owner");
        if (name == null) {
            return null;
        }
        var found = people.computeIfAbsent(name.strip(), users::byName);
        if (found.isEmpty()) {
            faults.add("/ownerId", message("lead-owner-unknown", name));
        }
        return found.map(ActorName::id).orElse(null);
    }
}
