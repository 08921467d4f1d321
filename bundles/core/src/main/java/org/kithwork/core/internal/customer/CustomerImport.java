package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import org.kithwork.company.Stores;
import org.kithwork.core.internal.access.FieldPolicies;
import org.kithwork.core.internal.consent.ConsentImport;
import org.kithwork.core.internal.customer.CustomerReferences.Placing;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.core.internal.field.FieldCells;
import org.kithwork.core.internal.importing.ImportTexts;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.customer.CustomerKind;
import org.kithwork.importing.spi.ImportChoice;
import org.kithwork.importing.spi.ImportField;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.importing.spi.ImportOption;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult;
import org.kithwork.importing.spi.UndoableImportKind;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Rows of customers. A row is known by the identifier that the options name as the key, else by its first identifier,
 * else by all that it says; a customer that is there already is found by its identifiers, telephone numbers and e-mail
 * addresses, and a row without any of these by name and birthday.
 */
@Component(service = ImportKind.class)
public final class CustomerImport implements UndoableImportKind {

    /** The option that names the store of new customers whose rows name none. */
    private static final String STORE = "store";

    private static final Set<String> NAMES = Set.of("fullName", "familyName", "givenName");
    private static final Map<String, List<String>> SYNONYMS = Map.of(
            "createdAt",
            List.of("创建时间", "创建日期", "注册时间", "注册日期", "建档时间", "建档日期", "开卡时间", "开卡日期", "created", "registered"),
            "updatedAt",
            List.of("更新时间", "更新日期", "修改时间", "最后修改时间", "最后更新时间", "updated", "last modified"));
    private static final Map<String, List<ImportChoice>> CHOICES =
            Map.of("kind", CustomerRowReader.kinds(), "sex", CustomerRowReader.sexes());
    private static final List<ImportField> FIELDS = fieldsInOrder();

    private final AccessControl access;
    private final CustomerStore customers;
    private final NameStore names;
    private final CustomerMatches matches;
    private final CustomerWriter writer;
    private final CustomerImportUpdate update;
    private final CustomerReferences references;
    private final CustomerProtection protection;
    private final Stores stores;
    private final ConsentImport consents;
    private final CustomerFields own;
    private final FieldPolicies policies;
    private final CustomerImportUndo undo;

    /** What a trial has found, since it leaves nothing in the store; gone with the trial's options. */
    private final Map<ImportOptions, Set<String>> tried = Collections.synchronizedMap(new WeakHashMap<>());

    @Activate
    public CustomerImport(
            @Reference AccessControl access,
            @Reference CustomerStore customers,
            @Reference NameStore names,
            @Reference CustomerMatches matches,
            @Reference CustomerWriter writer,
            @Reference CustomerImportUpdate update,
            @Reference CustomerReferences references,
            @Reference CustomerProtection protection,
            @Reference Stores stores,
            @Reference ConsentImport consents,
            @Reference CustomerFields own,
            @Reference FieldPolicies policies,
            @Reference CustomerImportUndo undo) {
        this.access = access;
        this.customers = customers;
        this.names = names;
        this.matches = matches;
        this.writer = writer;
        this.update = update;
        this.references = references;
        this.protection = protection;
        this.stores = stores;
        this.consents = consents;
        this.own = own;
        this.policies = policies;
        this.undo = undo;
    }

    @Override
    public String kind() {
        return "customers";
    }

    @Override
    public Message title() {
        return ImportTexts.of("kind-customers");
    }

    @Override
    public Permission permission() {
        return CustomerPermissions.CREATE;
    }

    @Override
    public List<ImportField> fields() {
        var all = new ArrayList<>(FIELDS);
        for (var field : own.importable(policies.rules(CustomerPermissions.VIEW, CustomerPermissions.EDIT))) {
            all.add(new ImportField(
                    field.member(),
                    FieldCells.title(field),
                    false,
                    FieldCells.headers(field),
                    FieldCells.closed(field)));
        }
        return all;
    }

    private static List<ImportField> fieldsInOrder() {
        var fields = new ArrayList<ImportField>();
        for (var name : List.of("fullName", "familyName", "givenName")) {
            fields.add(field(name));
        }
        for (var type : List.of("PHONE", "EMAIL", "ADDRESS", "WECHAT", "OTHER")) {
            fields.add(field("contact:" + type));
        }
        for (var name : List.of(
                "identifier:*",
                "kind",
                "sex",
                "birth",
                "occupation",
                "company",
                "district",
                "tags",
                "note",
                "store",
                "owner",
                "source",
                "createdAt",
                "updatedAt")) {
            fields.add(field(name, SYNONYMS.getOrDefault(name, List.of())));
        }
        fields.addAll(ConsentCells.fields());
        return List.copyOf(fields);
    }

    private static ImportField field(String name) {
        return field(name, List.of());
    }

    private static ImportField field(String name, List<String> synonyms) {
        var title = ImportTexts.of("field-" + name.replace(":*", "").replace(':', '-'));
        return new ImportField(name, title, false, synonyms, CHOICES.getOrDefault(name, List.of()));
    }

    /** A name is needed, whole or in parts. */
    @Override
    public List<String> missing(Set<String> mapped) {
        return mapped.stream().anyMatch(NAMES::contains) ? List.of() : List.of("fullName");
    }

    @Override
    public List<ImportOption> options() {
        return List.of(
                ImportOption.text(STORE, ImportTexts.of("option-store")),
                new ImportOption(
                        CustomerRowReader.CUSTOMER_KIND,
                        ImportTexts.of("option-customerKind"),
                        List.of(CustomerKind.PERSON.name(), CustomerKind.ORGANISATION.name())),
                ConsentCells.option());
    }

    @Override
    public void check(ImportOptions options) {
        var store = options.option(STORE);
        if (store != null && places(references.placing()).store(store).isEmpty()) {
            throw Problem.invalid("/" + STORE, ImportTexts.of("store-unknown", store));
        }
        var notice = ConsentCells.faultOfNotice(options.option(ConsentCells.NOTICE));
        if (notice != null) {
            throw Problem.invalid("/" + ConsentCells.NOTICE, notice);
        }
    }

    private CustomerImportPlaces places(Placing placing) {
        return new CustomerImportPlaces(placing, stores, names);
    }

    @Override
    public Optional<String> key(ImportRow row, ImportOptions options) {
        var named = options.key() == null ? null : row.text(options.key());
        if (named != null) {
            return Optional.of(options.key() + " " + SearchKeys.identifier(named));
        }
        var all = new TreeMap<>(row.values());
        for (var cell : all.entrySet()) {
            if (cell.getKey().startsWith("identifier:")) {
                return Optional.of(cell.getKey() + " " + SearchKeys.identifier(cell.getValue()));
            }
        }
        return Optional.of("all " + all);
    }

    @Override
    public RowResult apply(ImportRow row, ImportOptions options) {
        return batch(List.of(row), options).apply(row);
    }

    @Override
    public ImportBatch batch(List<ImportRow> rows, ImportOptions options) {
        var mine = references.placing();
        var places = places(mine);
        var store = options.option(STORE);
        var placing = store == null ? mine : mine.into(places.store(store).orElse(null));
        var fields = own.importable(policies.rules(CustomerPermissions.VIEW, CustomerPermissions.EDIT));
        var reader = new CustomerRowReader(
                options,
                places::store,
                places::user,
                consents,
                (faults, kind, cells) -> own.row(faults, kind, cells, fields));
        var found = new CustomerImportMatches(customers, matches, protection, trial(options));
        return new CustomerImportBatch(
                rows, options, reader, found, placing, writer, update, access, customers, new Decided(consents));
    }

    @Override
    public Optional<Message> undo(String targetId, Instant until) {
        return undo.undo(targetId, until);
    }

    private Set<String> trial(ImportOptions options) {
        return options.dryRun()
                ? tried.computeIfAbsent(options, o -> Collections.synchronizedSet(new HashSet<>()))
                : Set.of();
    }
}
