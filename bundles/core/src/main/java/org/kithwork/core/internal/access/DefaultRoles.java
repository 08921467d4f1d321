package org.kithwork.core.internal.access;

import static org.kithwork.permission.spi.Roles.*;

import java.util.List;
import java.util.Set;
import org.kithwork.permission.FieldAccess;

/** The roles that an installation starts with; their rights come from what core and modules declare. */
public final class DefaultRoles {

    /** In the order of the table of roles. */
    public static final List<String> WORDS = List.of(
            OWNER,
            ADMINISTRATOR,
            CLERK,
            SALES,
            SALES_LEAD,
            SERVICE_AGENT,
            SERVICE_LEAD,
            MARKETING,
            STORE_MANAGER,
            TRAINER,
            PRIVACY_OFFICER,
            ANALYST);

    private static final Set<String> MASKED = Set.of(CLERK, SERVICE_AGENT, SERVICE_LEAD, MARKETING);

    private static final List<String> CONTACT_DATA =
            List.of("displayName", "familyName", "givenName", "contactPoints", "note", "identifiers", "birth");

    private DefaultRoles() {}

    /** A field policy of a default role. */
    public record Policy(String object, String field, FieldAccess access) {}

    /** What a default role may see of the members of records, where it differs from the default. */
    public static List<Policy> policies(String role) {
        if (role.equals(OWNER)) {
            return List.of(new Policy(FieldRules.ANY, FieldRules.ANY, FieldAccess.WRITE));
        }
        return MASKED.contains(role)
                ? CONTACT_DATA.stream()
                        .map(field -> new Policy(FieldRules.CUSTOMER, field, FieldAccess.MASK))
                        .toList()
                : List.of();
    }
}
