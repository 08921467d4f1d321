package org.kithwork.core.internal.customer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.store.ContactPointEntity;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.duplicate.linkage.FieldKind;
import org.kithwork.core.internal.duplicate.linkage.LinkageField;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.customer.ContactType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What customers say of themselves in texts that can be compared for likeness; in memory only, for it is in clear. */
@Component(service = CustomerTexts.class)
public final class CustomerTexts {

    /** The order of the texts. */
    public static final List<LinkageField> FIELDS = List.of(
            new LinkageField("familyName", FieldKind.NAME, "givenName", false),
            new LinkageField("givenName", FieldKind.NAME, "familyName", false),
            new LinkageField("birth", FieldKind.DATE),
            new LinkageField("sex", FieldKind.CATEGORY),
            new LinkageField("phone", FieldKind.CODE),
            new LinkageField("email", FieldKind.CODE),
            new LinkageField("occupation", FieldKind.TEXT),
            LinkageField.place("company", FieldKind.TEXT),
            LinkageField.place("district", FieldKind.TEXT),
            LinkageField.place("address", FieldKind.TEXT));

    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final CustomerStore store;
    private final CustomerProtection protection;

    @Activate
    public CustomerTexts(@Reference CustomerStore store, @Reference CustomerProtection protection) {
        this.store = store;
        this.protection = protection;
    }

    /** The texts of each, empty where unknown. */
    public Map<String, String[]> of(Collection<String> ids) {
        var points = store.primaryContactPoints(ids);
        var texts = new LinkedHashMap<String, String[]>();
        for (var customer : store.byIds(ids)) {
            texts.put(customer.id, of(customer, points.getOrDefault(customer.id, List.of())));
        }
        return texts;
    }

    private String[] of(CustomerEntity customer, List<ContactPointEntity> points) {
        var parted = customer.familyName != null && customer.givenName != null;
        return new String[] {
            name(customer.unnamed ? null : parted ? customer.familyName : customer.displayName),
            name(customer.unnamed || !parted ? null : customer.givenName),
            birth(customer),
            customer.sex == 1 || customer.sex == 2 ? Integer.toString(customer.sex) : "",
            contact(points, ContactType.PHONE),
            contact(points, ContactType.EMAIL),
            words(customer.occupation),
            words(customer.company),
            words(customer.district),
            contact(points, ContactType.ADDRESS)
        };
    }

    private static String name(@Nullable String name) {
        return name == null ? "" : SearchKeys.name(name);
    }

    private static String birth(CustomerEntity customer) {
        return customer.birthYear == null || customer.birthMonth == null || customer.birthDay == null
                ? ""
                : String.format(
                        Locale.ROOT, "%04d%02d%02d", customer.birthYear, customer.birthMonth, customer.birthDay);
    }

    /** A number or address that must not be matched is not compared either. */
    private String contact(List<ContactPointEntity> points, ContactType type) {
        for (var point : points) {
            if (point.type == type && point.blindIndex != null) {
                var value = protection.openContact(point.id, point.contactCipher);
                if (type == ContactType.ADDRESS) {
                    return words(value);
                }
                var normalised = ContactReader.readStored(type, value).normalised();
                return normalised == null ? "" : normalised;
            }
        }
        return "";
    }

    private static String words(@Nullable String text) {
        return text == null
                ? ""
                : GAPS.matcher(SearchKeys.identifier(text).toLowerCase(Locale.ROOT))
                        .replaceAll(" ")
                        .strip();
    }
}
