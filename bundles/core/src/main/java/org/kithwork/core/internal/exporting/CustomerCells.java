package org.kithwork.core.internal.exporting;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.ContactPoint;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerKind;
import org.kithwork.field.FieldDefinition;

/** Puts what is shown of a customer into words of a language, in the forms that an import reads. */
final class CustomerCells {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Locale locale;
    private final ZoneId zone;

    CustomerCells(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
    }

    /** The cells of a column, as many as it has headings. */
    List<String> of(CustomerColumn column, Customer customer) {
        return switch (column) {
            case PHONE -> contacts(customer, ContactType.PHONE, 3);
            case EMAIL -> contacts(customer, ContactType.EMAIL, 2);
            case ADDRESS -> contacts(customer, ContactType.ADDRESS, 2);
            case WECHAT -> contacts(customer, ContactType.WECHAT, 1);
            case OTHER -> contacts(customer, ContactType.OTHER, 1);
            default -> List.of(Objects.requireNonNullElse(single(column, customer), ""));
        };
    }

    private @Nullable String single(CustomerColumn column, Customer customer) {
        return switch (column) {
            case ID -> customer.id().value();
            case KIND -> word(customer.kind() == CustomerKind.ORGANISATION ? "kind.organisation" : "kind.person");
            case NAME -> customer.displayName();
            case FAMILY -> customer.familyName();
            case GIVEN -> customer.givenName();
            case SEX -> sex(customer.sex());
            case BIRTH -> birth(customer.birth());
            case AGE -> customer.ageBand();
            case DISTRICT -> customer.district();
            case COMPANY -> customer.company();
            case OCCUPATION -> customer.occupation();
            case IDENTIFIERS -> identifiers(customer);
            case TAGS -> customer.tags() == null ? null : String.join(separator(), customer.tags());
            case NOTE -> customer.note();
            case OWNER -> customer.ownerName();
            case STORE -> customer.storeName();
            case SOURCE -> customer.source();
            case STATUS -> word("status." + customer.status());
            case CREATED -> time(customer.createdAt());
            case UPDATED -> time(customer.updatedAt());
            case PHONE, EMAIL, ADDRESS, WECHAT, OTHER -> throw new IllegalArgumentException(column.word());
        };
    }

    /** Those beyond the last column stand in it together. */
    private static List<String> contacts(Customer customer, ContactType type, int width) {
        var values = values(customer, type);
        var cells = new ArrayList<>(Collections.nCopies(width, ""));
        for (int i = 0; i < Math.min(width, values.size()); i++) {
            cells.set(i, values.get(i));
        }
        if (values.size() > width) {
            cells.set(width - 1, String.join("; ", values.subList(width - 1, values.size())));
        }
        return cells;
    }

    /** The values of a type, the primary one first. */
    static List<String> values(Customer customer, ContactType type) {
        return points(customer, type).stream().map(ContactPoint::value).toList();
    }

    static List<ContactPoint> points(Customer customer, ContactType type) {
        var points = customer.contactPoints();
        return points == null
                ? List.of()
                : points.stream()
                        .filter(point -> point.type() == type)
                        .sorted((a, b) -> Boolean.compare(b.primary(), a.primary()))
                        .toList();
    }

    private @Nullable String sex(@Nullable Integer sex) {
        return sex == null || (sex != 1 && sex != 2) ? null : word("sex." + sex);
    }

    /** As much as is known: 1990-05-01, 1990-05, 1990, 05-01. */
    private static @Nullable String birth(@Nullable BirthDate birth) {
        if (birth == null) {
            return null;
        }
        var parts = new ArrayList<String>();
        if (birth.year() != null) {
            parts.add(String.format(Locale.ROOT, "%04d", birth.year()));
        }
        if (birth.month() != null) {
            parts.add(String.format(Locale.ROOT, "%02d", birth.month()));
        }
        if (birth.day() != null) {
            parts.add(String.format(Locale.ROOT, "%02d", birth.day()));
        }
        return (birth.calendar() == BirthDate.Calendar.LUNAR ? "农历" : "") + String.join("-", parts);
    }

    private static @Nullable String identifiers(Customer customer) {
        var identifiers = customer.identifiers();
        return identifiers == null
                ? null
                : identifiers.stream()
                        .map(identifier -> identifier.scheme() + ":" + identifier.value())
                        .collect(Collectors.joining("; "));
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    /** The value of a field of the company. */
    String of(FieldDefinition field, Customer customer) {
        var value = customer.fields().get(field.key());
        if (value == null) {
            return "";
        }
        return switch (field.type()) {
            case TEXT, NUMBER, DATE -> value.toString();
            case YES_NO -> word(Boolean.TRUE.equals(value) ? "yes" : "no");
            case CHOICE -> choice(field, value);
            case MULTI_CHOICE ->
                ((List<?>) value).stream().map(key -> choice(field, key)).collect(Collectors.joining(separator()));
            case MONEY -> {
                var money = (Map<?, ?>) value;
                yield money.get("amount") + " " + money.get("currency");
            }
        };
    }

    private String choice(FieldDefinition field, Object key) {
        return field.choices().stream()
                .filter(choice -> choice.key().equals(key))
                .findFirst()
                .map(choice -> choice.title().text(locale))
                .orElse(key.toString());
    }

    private String separator() {
        return word("separator");
    }

    private String word(String code) {
        return ExportTexts.of(code).text(locale);
    }
}
