package org.kithwork.core.internal.customer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.text.ChineseName;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.CustomerKind;
import org.kithwork.customer.NameOrder;

/** The members of a customer between whose values a merge chooses: read as texts, written back from texts. */
final class CustomerMembers {

    private final CustomerProtection protection;

    CustomerMembers(CustomerProtection protection) {
        this.protection = protection;
    }

    /** The parts of a member; none of them where the customer has no such value. */
    Map<String, String> read(CustomerEntity customer, String member) {
        var parts = new LinkedHashMap<String, String>();
        switch (member) {
            case "name" -> {
                if (!customer.unnamed) {
                    put(parts, "display", customer.displayName);
                    put(parts, "family", customer.familyName);
                    put(parts, "given", customer.givenName);
                    put(parts, "order", customer.nameOrder);
                    put(parts, "doubtful", customer.nameDoubtful);
                    put(parts, "pinyin", customer.pinyin);
                }
            }
            case "kind" -> put(parts, "kind", customer.kind);
            case "sex" -> put(parts, "sex", customer.sex == 0 ? null : customer.sex);
            case "birth" -> {
                put(parts, "year", customer.birthYear);
                put(parts, "month", customer.birthMonth);
                put(parts, "day", customer.birthDay);
                put(parts, "calendar", customer.birthCalendar);
            }
            case "note" -> put(parts, "note", protection.openNote(customer.id, customer.noteCipher));
            default -> put(parts, member, simple(customer, member));
        }
        return parts;
    }

    /** Puts the parts of a member in place; none of them clears it. */
    void write(CustomerEntity customer, String member, Map<String, String> parts) {
        switch (member) {
            case "name" -> writeName(customer, parts);
            case "kind" -> customer.kind = CustomerKind.valueOf(parts.getOrDefault("kind", "PERSON"));
            case "sex" -> customer.sex = Integer.parseInt(parts.getOrDefault("sex", "0"));
            case "birth" -> {
                customer.birthYear = number(parts.get("year"));
                customer.birthMonth = number(parts.get("month"));
                customer.birthDay = number(parts.get("day"));
                var calendar = parts.get("calendar");
                customer.birthCalendar = calendar == null ? null : BirthDate.Calendar.valueOf(calendar);
            }
            case "note" -> customer.noteCipher = protection.sealNote(customer.id, parts.get("note"));
            default -> writeSimple(customer, member, parts.get(member));
        }
    }

    private static void writeName(CustomerEntity customer, Map<String, String> parts) {
        var display = parts.get("display");
        if (display == null) {
            customer.unnamed = true;
            return;
        }
        customer.unnamed = false;
        customer.pinyin = parts.get("pinyin");
        CustomerWriter.setName(
                customer,
                new ChineseName(
                        parts.get("family"),
                        parts.get("given"),
                        NameOrder.valueOf(parts.getOrDefault("order", "WHOLE")),
                        Boolean.parseBoolean(parts.get("doubtful")),
                        display));
    }

    private static @Nullable String simple(CustomerEntity customer, String member) {
        return switch (member) {
            case "occupation" -> customer.occupation;
            case "company" -> customer.company;
            case "district" -> customer.district;
            case "ownerId" -> customer.ownerId;
            case "storeId" -> customer.storeId;
            case "source" -> customer.source;
            default -> throw new IllegalArgumentException("No member " + member);
        };
    }

    private static void writeSimple(CustomerEntity customer, String member, @Nullable String value) {
        switch (member) {
            case "occupation" -> customer.occupation = value;
            case "company" -> customer.company = value;
            case "district" -> customer.district = value;
            case "ownerId" -> customer.ownerId = value;
            case "storeId" -> customer.storeId = value;
            case "source" -> customer.source = value;
            default -> throw new IllegalArgumentException("No member " + member);
        }
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }

    private static void put(Map<String, String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.put(name, Objects.toString(value));
        }
    }
}
