package org.kithwork.archives.internal;

import java.util.Collection;
import java.util.List;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.FieldControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.RecordFields;
import org.kithwork.permission.RecordFields.Place;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which fields of customers the actor may know of: those that the rules of the core do not hide from him. */
@Component(service = QualityFields.class)
public final class QualityFields {

    private static final Permission VIEW = Permission.of(ArchivesPermissions.VIEW_CUSTOMERS);
    private static final Permission EDIT = Permission.of("core:customer:edit");

    private final FieldControl control;
    private final QualityRules rules;

    @Activate
    public QualityFields(@Reference FieldControl control, @Reference QualityRules rules) {
        this.control = control;
        this.rules = rules;
    }

    /** Whether the actor may know how this field of this customer stands. */
    interface Shown {
        boolean shows(CustomerId customer, String field);
    }

    Shown of(Collection<CustomerId> customers) {
        var fields = control.of(VIEW, EDIT, customers);
        return (customer, field) -> access(fields, customer, field).isAtLeast(FieldAccess.MASK);
    }

    boolean isKnown(String field) {
        return rules.all().stream().anyMatch(rule -> rule.field().equals(field));
    }

    /** Refuses where the actor may do less than this with the field. */
    void require(CustomerId customer, String field, FieldAccess least) {
        if (!access(control.of(VIEW, EDIT, List.of(customer)), customer, field).isAtLeast(least)) {
            throw Problem.of(ProblemKind.FORBIDDEN, Said.message("value-hidden"));
        }
    }

    private static FieldAccess access(RecordFields fields, CustomerId customer, String field) {
        return fields.access(member(field), new Place(customer, null, null));
    }

    /** The name by which the rules of the core know it. */
    static String member(String field) {
        return switch (field) {
            case "name" -> "displayName";
            case "phone", "email", "address", "wechat" -> "contactPoints";
            default -> field;
        };
    }
}
