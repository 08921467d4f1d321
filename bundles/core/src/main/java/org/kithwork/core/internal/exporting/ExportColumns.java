package org.kithwork.core.internal.exporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kithwork.core.internal.customer.CustomerLists;
import org.kithwork.field.FieldDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The columns that the actor may have: those of which he sees something of some customer. */
@Component(service = ExportColumns.class)
public final class ExportColumns {

    private static final String FIELD = "field.";

    private final CustomerLists lists;

    @Activate
    public ExportColumns(@Reference CustomerLists lists) {
        this.lists = lists;
    }

    /** A column that is offered. */
    public record Offered(String name, String title) {}

    /** The columns of a file, those of the company after the others. */
    record Chosen(List<CustomerColumn> columns, List<FieldDefinition> fields) {

        boolean has(CustomerColumn column) {
            return columns.contains(column);
        }
    }

    List<Offered> offered(Locale locale) {
        var members = lists.members();
        var offered = new ArrayList<Offered>();
        for (var column : CustomerColumn.values()) {
            if (column.isFor(members)) {
                offered.add(new Offered(column.word(), column.title(locale)));
            }
        }
        for (var field : lists.ownFields()) {
            offered.add(new Offered(FIELD + field.key(), field.title().text(locale)));
        }
        return offered;
    }

    /** What is left of these columns for the actor now; what a role lost since stays away. */
    Chosen chosen(List<String> names) {
        var members = lists.members();
        var columns = new ArrayList<CustomerColumn>();
        for (var column : CustomerColumn.values()) {
            if (names.contains(column.word()) && column.isFor(members)) {
                columns.add(column);
            }
        }
        return new Chosen(
                columns,
                lists.ownFields().stream()
                        .filter(field -> names.contains(FIELD + field.key()))
                        .toList());
    }
}
