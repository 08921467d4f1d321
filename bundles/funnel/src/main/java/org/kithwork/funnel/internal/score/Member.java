package org.kithwork.funnel.internal.score;

import java.util.Map;
import java.util.regex.Pattern;

/** What may be written down of a customer, by the names of {@link org.kithwork.customer.MemberStates}. */
final class Member {

    private static final String CONTACTS = "contactPoints";

    /** By which member of a customer it is decided who sees them. */
    private static final Map<String, String> SHOWN_BY = Map.of(
            "name", "displayName",
            "phone", CONTACTS,
            "email", CONTACTS,
            "address", CONTACTS,
            "wechat", CONTACTS,
            "sex", "sex",
            "birth", "birth",
            "occupation", "occupation",
            "company", "company",
            "district", "district");

    private static final Pattern FIELD = Pattern.compile("field:[A-Za-z][A-Za-z0-9_-]{0,59}");

    private Member() {}

    static boolean isMember(String name) {
        return SHOWN_BY.containsKey(name) || FIELD.matcher(name).matches();
    }

    /** The member of a customer whose rules say who sees this one. */
    static String shownBy(String name) {
        return SHOWN_BY.getOrDefault(name, name);
    }
}
