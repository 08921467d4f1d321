package org.kithwork.core.internal.exporting;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.text.VCardWriter;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.Address;
import ezvcard.property.Birthday;
import ezvcard.property.Gender;
import ezvcard.property.Kind;
import ezvcard.property.Revision;
import ezvcard.property.StructuredName;
import ezvcard.property.Uid;
import ezvcard.util.PartialDate;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerKind;
import org.kithwork.permission.FieldAccess;

/** A card a customer, for address books. What the actor sees masked is left out: a telephone would call it. */
final class CardFile implements CustomerFile {

    private static final String MARK = "X-KITHWORK-EXPORT";

    private final VCardWriter writer;
    private final VCardVersion version;
    private final ExportColumns.Chosen columns;
    private final String mark;

    CardFile(OutputStream target, VCardVersion version, ExportColumns.Chosen columns, String mark) {
        this.version = version;
        this.columns = columns;
        this.mark = mark;
        writer = new VCardWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8), version);
        writer.setAddProdId(false);
    }

    @Override
    public void add(Customer customer) throws IOException {
        var card = new VCard(version);
        name(card, customer);
        if (isClear(customer, "contactPoints")) {
            contacts(card, customer);
        }
        if (columns.has(CustomerColumn.BIRTH)) {
            birthday(card, customer.birth());
        }
        if (columns.has(CustomerColumn.SEX) && customer.sex() != null && version == VCardVersion.V4_0) {
            card.setGender(customer.sex() == 1 ? Gender.male() : customer.sex() == 2 ? Gender.female() : null);
        }
        if (columns.has(CustomerColumn.COMPANY) && customer.company() != null) {
            card.setOrganization(customer.company());
        }
        if (columns.has(CustomerColumn.OCCUPATION) && customer.occupation() != null) {
            card.addTitle(customer.occupation());
        }
        var tags = customer.tags();
        if (columns.has(CustomerColumn.TAGS) && tags != null && !tags.isEmpty()) {
            card.setCategories(tags.toArray(String[]::new));
        }
        if (columns.has(CustomerColumn.NOTE) && customer.note() != null) {
            card.addNote(customer.note());
        }
        card.setUid(new Uid("urn:uuid:" + customer.id().value()));
        card.setRevision(new Revision(customer.updatedAt()));
        card.addExtendedProperty(MARK, mark);
        writer.write(card);
    }

    private void name(VCard card, Customer customer) {
        var shown = customer.displayName() == null || !columns.has(CustomerColumn.NAME) ? "" : customer.displayName();
        card.setFormattedName(shown);
        var name = new StructuredName();
        if (columns.has(CustomerColumn.NAME) && customer.kind() == CustomerKind.PERSON) {
            name.setFamily(customer.familyName());
            name.setGiven(customer.givenName());
        }
        card.setStructuredName(name);
        if (customer.kind() == CustomerKind.ORGANISATION) {
            if (version == VCardVersion.V4_0) {
                card.setKind(Kind.org());
            }
            card.setOrganization(shown);
        }
    }

    private void contacts(VCard card, Customer customer) {
        if (columns.has(CustomerColumn.PHONE)) {
            for (var point : CustomerCells.points(customer, ContactType.PHONE)) {
                var types = point.primary()
                        ? new TelephoneType[] {TelephoneType.CELL, TelephoneType.PREF}
                        : new TelephoneType[] {TelephoneType.VOICE};
                card.addTelephoneNumber(point.value(), types);
            }
        }
        if (columns.has(CustomerColumn.EMAIL)) {
            CustomerCells.values(customer, ContactType.EMAIL).forEach(email -> card.addEmail(email));
        }
        if (columns.has(CustomerColumn.ADDRESS)) {
            for (var value : CustomerCells.values(customer, ContactType.ADDRESS)) {
                var address = new Address();
                address.setStreetAddress(value);
                card.addAddress(address);
            }
        }
    }

    /** Cards know no lunar calendar, and those of 3.0 no day without its year. */
    private void birthday(VCard card, @Nullable BirthDate birth) {
        if (birth == null || birth.calendar() != BirthDate.Calendar.SOLAR || birth.month() == null) {
            return;
        }
        if (birth.year() != null && birth.day() != null) {
            card.setBirthday(new Birthday(LocalDate.of(birth.year(), birth.month(), birth.day())));
        } else if (version == VCardVersion.V4_0 && birth.day() != null) {
            card.setBirthday(new Birthday(
                    PartialDate.builder().month(birth.month()).date(birth.day()).build()));
        }
    }

    private static boolean isClear(Customer customer, String member) {
        var access = customer.access().get(member);
        return access != null && access.isAtLeast(FieldAccess.READ);
    }

    /** The columns that a card has room for. */
    static List<CustomerColumn> columns() {
        return List.of(
                CustomerColumn.NAME,
                CustomerColumn.PHONE,
                CustomerColumn.EMAIL,
                CustomerColumn.ADDRESS,
                CustomerColumn.BIRTH,
                CustomerColumn.SEX,
                CustomerColumn.COMPANY,
                CustomerColumn.OCCUPATION,
                CustomerColumn.TAGS,
                CustomerColumn.NOTE);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
