package org.kithwork.core.internal.importing.reader;

import ezvcard.VCard;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.Address;
import ezvcard.property.Birthday;
import ezvcard.property.Email;
import ezvcard.property.RawProperty;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.TextProperty;
import ezvcard.util.PartialDate;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a vCard says of a customer. */
final class CardCells {
    private static final Set<TelephoneType> NOT_CALLED =
            Set.of(TelephoneType.FAX, TelephoneType.PAGER, TelephoneType.MODEM, TelephoneType.BBS);

    private final VCard card;

    /** The parts of a card, in the order of the columns. */
    enum Part {
        NAME("姓名 (Name)"),
        PHONE("电话 (Phone)"),
        EMAIL("邮箱 (Email)"),
        ADDRESS("地址 (Address)"),
        OTHER("其他联系方式 (Other contact)"),
        SEX("性别 (Sex)"),
        BIRTHDAY("生日 (Birthday)"),
        COMPANY("公司 (Company)"),
        TITLE("职务 (Title)"),
        TAGS("标签 (Tags)"),
        NOTE("备注 (Note)"),
        UID("客户编号 (ID)");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    CardCells(VCard card) {
        this.card = card;
    }

    /** The cells of a part, none of them empty. */
    List<String> of(Part part) {
        Stream<@Nullable String> cells = switch (part) {
            case NAME -> Stream.of(name());
            case PHONE -> telephones(false);
            case EMAIL ->
                card.getEmails().stream()
                        .sorted(Comparator.comparingInt(CardCells::preference))
                        .map(TextProperty::getValue);
            case ADDRESS -> card.getAddresses().stream().map(CardCells::address);
            case OTHER -> telephones(true);
            case SEX -> Stream.of(sex());
            case BIRTHDAY -> Stream.of(birthday());
            case COMPANY -> Stream.of(company());
            case TITLE ->
                Stream.of(
                        card.getTitles().isEmpty()
                                ? null
                                : card.getTitles().get(0).getValue());
            case TAGS ->
                Stream.of(
                        card.getCategories() == null
                                ? null
                                : String.join("、", card.getCategories().getValues()));
            case NOTE ->
                Stream.of(card.getNotes().stream()
                        .map(TextProperty::getValue)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("\n")));
            case UID -> Stream.of(card.getUid() == null ? null : card.getUid().getValue());
        };
        return cells.filter(cell -> cell != null && !cell.isBlank())
                .map(cell -> Objects.requireNonNull(cell).strip())
                .toList();
    }

    /** A Chinese name is its parts without a space, the family's first, whatever order a telephone has shown it in. */
    private @Nullable String name() {
        StructuredName parts = card.getStructuredName();
        String family = parts == null || parts.getFamily() == null
                ? ""
                : parts.getFamily().strip();
        String given = parts == null || parts.getGiven() == null
                ? ""
                : parts.getGiven().strip();
        String shown =
                card.getFormattedName() == null ? null : card.getFormattedName().getValue();
        if (isHan(family + given) && !family.isEmpty() && !given.isEmpty()) {
            return family + given;
        }
        if (shown != null && !shown.isBlank()) {
            return shown;
        }
        String joined = isHan(family + given) ? family + given : (given + " " + family).strip();
        return joined.isEmpty() ? company() : joined;
    }

    private static boolean isHan(String text) {
        return text.codePoints().anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN);
    }

    /** Those that are called, or those that take faxes and the like. */
    private Stream<@Nullable String> telephones(boolean others) {
        return card.getTelephoneNumbers().stream()
                .filter(phone -> others == phone.getTypes().stream().anyMatch(NOT_CALLED::contains))
                .sorted(Comparator.comparingInt(CardCells::preference))
                .map(phone -> phone.getText() != null
                        ? phone.getText()
                        : phone.getUri() == null ? null : phone.getUri().getNumber());
    }

    private static int preference(Telephone phone) {
        boolean preferred = phone.getTypes().contains(TelephoneType.PREF);
        boolean mobile = phone.getTypes().contains(TelephoneType.CELL);
        return preferred ? 0 : phone.getPref() != null ? phone.getPref() : mobile ? 101 : 102;
    }

    private static int preference(Email email) {
        return email.getPref() == null ? 101 : email.getPref();
    }

    /** From the large to the small in Chinese, the other way round elsewhere. */
    private static @Nullable String address(Address address) {
        List<String> parts = new ArrayList<>();
        add(parts, address.getCountries());
        add(parts, address.getRegions());
        add(parts, address.getLocalities());
        add(parts, address.getStreetAddresses());
        add(parts, address.getExtendedAddresses());
        add(parts, address.getPoBoxes());
        boolean chinese = parts.stream().anyMatch(CardCells::isHan);
        if (!chinese) {
            Collections.reverse(parts);
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.join(chinese ? "" : ", ", parts));
        add(lines, address.getPostalCodes());
        lines.removeIf(String::isEmpty);
        return lines.isEmpty() ? address.getLabel() : String.join(chinese ? " " : ", ", lines);
    }

    private static void add(List<String> parts, Collection<String> more) {
        more.stream()
                .filter(part -> part != null && !part.isBlank())
                .map(String::strip)
                .forEach(parts::add);
    }

    private @Nullable String sex() {
        if (card.getGender() == null) {
            return null;
        }
        return card.getGender().isMale() ? "男" : card.getGender().isFemale() ? "女" : null;
    }

    private @Nullable String company() {
        return card.getOrganization() == null
                ? null
                : card.getOrganization().getValues().stream()
                        .filter(part -> part != null && !part.isBlank())
                        .collect(Collectors.joining(" "));
    }

    /** A day of no year is --02-29; what is no date stands as it was written, so that its row tells. */
    private @Nullable String birthday() {
        Birthday birthday = card.getBirthday();
        if (birthday == null) {
            RawProperty raw = card.getExtendedProperty("BDAY");
            return raw == null ? null : raw.getValue();
        }
        Temporal date = birthday.getDate();
        if (date != null && date.isSupported(ChronoField.EPOCH_DAY)) {
            LocalDate day = LocalDate.from(date);
            String omitted = birthday.getParameter("X-APPLE-OMIT-YEAR");
            return omitted != null && omitted.equals(Integer.toString(day.getYear()))
                    ? monthDay(day.getMonthValue(), day.getDayOfMonth())
                    : day.toString();
        }
        PartialDate partial = birthday.getPartialDate();
        if (partial == null) {
            return birthday.getText();
        }
        Integer year = partial.getYear();
        Integer month = partial.getMonth();
        Integer day = partial.getDate();
        if (month == null) {
            return year == null ? null : year.toString();
        }
        return day == null
                ? year == null ? null : String.format(Locale.ROOT, "%04d-%02d", year, month)
                : year == null ? monthDay(month, day) : String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
    }

    private static String monthDay(int month, int day) {
        return String.format(Locale.ROOT, "--%02d-%02d", month, day);
    }
}
