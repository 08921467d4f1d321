package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.consent.ConsentImport;
import org.kithwork.core.internal.contact.PhoneNumber;
import org.kithwork.core.internal.contact.PhoneNumbers;
import org.kithwork.core.internal.importing.ImportTexts;
import org.kithwork.core.internal.importing.reader.Cell;
import org.kithwork.core.internal.importing.reader.Cells;
import org.kithwork.core.internal.importing.reader.Moment;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.CustomerKind;
import org.kithwork.customer.Identifier;
import org.kithwork.field.FieldDefinition;
import org.kithwork.id.Ids;
import org.kithwork.importing.spi.ImportChoice;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.problem.Faults;

/** Reads the cells of a row of customers as people and spreadsheets write them; names every fault by its field. */
final class CustomerRowReader {

    private static final Map<String, Integer> SEXES = Map.ofEntries(
            Map.entry("男", 1),
            Map.entry("男性", 1),
            Map.entry("先生", 1),
            Map.entry("m", 1),
            Map.entry("male", 1),
            Map.entry("man", 1),
            Map.entry("1", 1),
            Map.entry("女", 2),
            Map.entry("女性", 2),
            Map.entry("女士", 2),
            Map.entry("小姐", 2),
            Map.entry("f", 2),
            Map.entry("female", 2),
            Map.entry("woman", 2),
            Map.entry("2", 2),
            Map.entry("未知", 0),
            Map.entry("保密", 0),
            Map.entry("unknown", 0),
            Map.entry("u", 0),
            Map.entry("0", 0),
            Map.entry("9", 9));
    private static final Map<String, CustomerKind> KINDS = Map.of(
            "person", CustomerKind.PERSON,
            "个人", CustomerKind.PERSON,
            "individual", CustomerKind.PERSON,
            "organisation", CustomerKind.ORGANISATION,
            "organization", CustomerKind.ORGANISATION,
            "company", CustomerKind.ORGANISATION,
            "企业", CustomerKind.ORGANISATION,
            "公司", CustomerKind.ORGANISATION,
            "单位", CustomerKind.ORGANISATION);
    private static final Pattern TAG_ENDS = Pattern.compile("[,，;；、|\\r\\n]+");
    private static final Pattern SEVERAL = Pattern.compile("[/、;；,，|\\r\\n]+");
    private static final Pattern MASKED = Pattern.compile(".*[*＊]{2,}.*", Pattern.DOTALL);
    private static final Pattern YEAR = Pattern.compile("((?:19|20)[0-9]{2})年?");
    private static final Pattern YEAR_MONTH = Pattern.compile("((?:19|20)[0-9]{2})(?:[-/.]|年)([0-9]{1,2})月?");
    private static final Pattern MONTH_DAY = Pattern.compile("(?:--)?([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})日?");
    private static final String LUNAR = "农历";

    /** The option that says what rows are whose cells do not. */
    static final String CUSTOMER_KIND = "customerKind";

    private final ImportOptions options;
    private final DraftReader reader;
    private final Function<String, java.util.Optional<String>> stores;
    private final Function<String, java.util.Optional<String>> users;
    private final ConsentImport consents;
    private final OwnFields own;

    /** Reads the fields that the company has added. */
    interface OwnFields {
        Map<FieldDefinition, Object> read(Faults faults, CustomerKind kind, Map<String, String> cells);
    }

    /**
     * A reader.
     *
     * @param stores the id of a store by its name or id, as far as the actor may use it
     * @param users the id of a user by his name or id
     */
    CustomerRowReader(
            ImportOptions options,
            Function<String, java.util.Optional<String>> stores,
            Function<String, java.util.Optional<String>> users,
            ConsentImport consents,
            OwnFields own) {
        this.own = own;
        this.options = options;
        this.reader = new DraftReader(options.phoneRegion());
        this.stores = stores;
        this.users = users;
        this.consents = consents;
    }

    /** What a cell may say of a customer's sex. */
    static List<ImportChoice> sexes() {
        return List.of(sex("male", 1), sex("female", 2), sex("unknown", 0), sex("9", 9));
    }

    private static ImportChoice sex(String word, int code) {
        return ImportChoice.of(word, ImportTexts.of("sex-" + code), code, SEXES);
    }

    /** What a cell may say a customer is. */
    static List<ImportChoice> kinds() {
        return Stream.of(CustomerKind.values())
                .map(kind -> ImportChoice.of(
                        kind.name().toLowerCase(Locale.ROOT), ImportTexts.of("customer-" + kind), kind, KINDS))
                .toList();
    }

    /** The row without faults; throws with all of them otherwise. */
    ImportedCustomer read(ImportRow row) {
        var faults = new Faults();
        var kind = kind(faults, row.text("kind"));
        var name = reader.name(faults, kind, row.text("fullName"), row.text("familyName"), row.text("givenName"), null);
        var sorted = new TreeMap<>(row.values());
        var draft = new CheckedCustomer(
                kind,
                name,
                sex(faults, row.text("sex")),
                birth(faults, row.text("birth")),
                faults.optionalText("/occupation", row.text("occupation"), 100),
                faults.optionalText("/company", row.text("company"), 200),
                faults.optionalText("/district", row.text("district"), 100),
                note(faults, sorted),
                contacts(faults, sorted),
                identifiers(faults, sorted),
                tags(faults, sorted),
                named(faults, "owner", row.text("owner"), users),
                named(faults, "store", row.text("store"), stores),
                java.util.Objects.requireNonNullElse(
                        faults.optionalText("/source", row.text("source"), 50), options.source()),
                false,
                null,
                own.read(faults, kind, row.values()));
        var createdAt = instant(faults, "createdAt", row.text("createdAt"));
        var updatedAt = instant(faults, "updatedAt", row.text("updatedAt"));
        var decisions = ConsentCells.read(faults, row, options);
        consents.check(faults, decisions);
        faults.check();
        return new ImportedCustomer(draft, createdAt, updatedAt, row.text("source") != null, decisions);
    }

    private CustomerKind kind(Faults faults, @Nullable String cell) {
        if (cell == null) {
            var said = options.option(CUSTOMER_KIND);
            return said == null ? CustomerKind.PERSON : CustomerKind.valueOf(said);
        }
        var kind = KINDS.get(plain(cell));
        if (kind == null) {
            faults.add("/kind", ImportTexts.of("kind-invalid"));
            return CustomerKind.PERSON;
        }
        return kind;
    }

    private static int sex(Faults faults, @Nullable String cell) {
        if (cell == null) {
            return 0;
        }
        var sex = SEXES.get(plain(cell));
        if (sex == null) {
            faults.add("/sex", ImportTexts.of("sex-invalid"));
            return 0;
        }
        return sex;
    }

    private static String plain(String cell) {
        return SearchKeys.identifier(cell).toLowerCase(Locale.ROOT);
    }

    /** A whole date, or as much of one as people write: 1990, 1990-05, 5月1日, 农历1990-05-01. */
    private static @Nullable BirthDate birth(Faults faults, @Nullable String cell) {
        if (cell == null) {
            return null;
        }
        var text = SearchKeys.identifier(cell);
        var calendar = text.startsWith(LUNAR) ? BirthDate.Calendar.LUNAR : BirthDate.Calendar.SOLAR;
        text = calendar == BirthDate.Calendar.LUNAR
                ? text.substring(LUNAR.length()).strip()
                : text;
        var year = YEAR.matcher(text);
        var yearMonth = YEAR_MONTH.matcher(text);
        var monthDay = MONTH_DAY.matcher(text);
        BirthDate birth;
        if (year.matches()) {
            birth = new BirthDate(number(year.group(1)), null, null, calendar);
        } else if (yearMonth.matches()) {
            birth = new BirthDate(number(yearMonth.group(1)), number(yearMonth.group(2)), null, calendar);
        } else if (monthDay.matches()) {
            birth = new BirthDate(null, number(monthDay.group(1)), number(monthDay.group(2)), calendar);
        } else {
            var date = Cells.date(text, false);
            var value = date.value();
            if (value == null) {
                faults.add("/birth", ImportTexts.of(fault(date)));
                return null;
            }
            birth = new BirthDate(value.getYear(), value.getMonthValue(), value.getDayOfMonth(), calendar);
        }
        BirthDates.fault(birth).ifPresent(code -> faults.add("/birth", ImportTexts.of("date-invalid")));
        return birth;
    }

    private static @Nullable Integer number(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }

    private static String fault(Cell<?> cell) {
        return cell.fault() == null ? "date-invalid" : cell.fault();
    }

    private @Nullable Instant instant(Faults faults, String field, @Nullable String cell) {
        if (cell == null) {
            return null;
        }
        Cell<Moment> moment = Cells.moment(cell, options.zone(), false);
        if (moment.value() == null) {
            faults.add("/" + field, ImportTexts.of(fault(moment)));
            return null;
        }
        return moment.value().at();
    }

    private static @Nullable String note(Faults faults, Map<String, String> cells) {
        var notes = new ArrayList<String>();
        cells.forEach((field, cell) -> {
            if (base(field).equals("note")) {
                notes.add(cell);
            }
        });
        return faults.optionalText("/note", String.join("\n", notes), DraftReader.LONGEST_NOTE);
    }

    private Set<String> tags(Faults faults, Map<String, String> cells) {
        var tags = new ArrayList<String>();
        cells.forEach((field, cell) -> {
            if (base(field).equals("tags")) {
                tags.addAll(List.of(TAG_ENDS.split(cell)));
            }
        });
        return reader.tags(faults, tags);
    }

    private List<CheckedContact> contacts(Faults faults, Map<String, String> cells) {
        var contacts = new ArrayList<CheckedContact>();
        cells.forEach((field, cell) -> {
            if (field.startsWith("contact:")) {
                var type = ContactType.valueOf(base(field).substring("contact:".length()));
                contact(faults, "/" + field, type, cell, contacts);
            }
        });
        var seen = new LinkedHashSet<String>();
        contacts.removeIf(contact -> !seen.add(
                contact.type() + " " + (contact.normalised() == null ? contact.value() : contact.normalised())));
        return contacts;
    }

    private void contact(Faults faults, String pointer, ContactType type, String cell, List<CheckedContact> contacts) {
        if (type != ContactType.WECHAT
                && type != ContactType.OTHER
                && MASKED.matcher(cell).matches()) {
            faults.add(pointer, ImportTexts.of("value-masked"));
            return;
        }
        var text = faults.optionalText(pointer, cell, 500);
        if (text == null) {
            return;
        }
        if (type == ContactType.PHONE) {
            phone(faults, pointer, text, contacts);
        } else {
            contacts.add(ContactReader.read(faults, pointer, type, text, options.phoneRegion()));
        }
    }

    private void phone(Faults faults, String pointer, String text, List<CheckedContact> contacts) {
        var number = PhoneNumbers.parse(text, options.phoneRegion());
        if (number.fault() == PhoneNumber.Fault.SEVERAL) {
            var parts = SEVERAL.split(text);
            if (parts.length > 1) {
                for (var part : parts) {
                    if (!part.isBlank()) {
                        phone(faults, pointer, part.strip(), contacts);
                    }
                }
                return;
            }
        }
        if (number.type() == PhoneNumber.Type.MASKED) {
            faults.add(pointer, ImportTexts.of("value-masked"));
        } else if (number.leadingZeroLost()) {
            faults.add(pointer, ImportTexts.of("phone-zero-lost"));
        } else if (number.fault() == null) {
            contacts.add(ContactReader.of(number));
        } else {
            contacts.add(ContactReader.read(faults, pointer, ContactType.PHONE, text, options.phoneRegion()));
        }
    }

    private List<Identifier> identifiers(Faults faults, Map<String, String> cells) {
        var identifiers = new LinkedHashSet<Identifier>();
        cells.forEach((field, cell) -> {
            if (field.startsWith("identifier:")) {
                var text = faults.optionalText("/" + field, cell, 200);
                var value = text == null ? "" : SearchKeys.identifier(text);
                if (!value.isEmpty()) {
                    identifiers.add(new Identifier(field.substring("identifier:".length()), value));
                }
            }
        });
        return List.copyOf(identifiers);
    }

    private static @Nullable String named(
            Faults faults, String field, @Nullable String cell, Function<String, java.util.Optional<String>> finder) {
        if (cell == null) {
            return null;
        }
        var name = cell.strip();
        var found = finder.apply(name);
        if (found.isEmpty()) {
            faults.add("/" + field, ImportTexts.of(field + "-unknown", name));
        }
        return found.orElse(null);
    }

    /** Whether the cell is an id already. */
    static boolean isId(String cell) {
        return Ids.isId(cell);
    }

    /** The field without the number of its column. */
    private static String base(String field) {
        int end = field.indexOf('#');
        return end < 0 ? field : field.substring(0, end);
    }
}
