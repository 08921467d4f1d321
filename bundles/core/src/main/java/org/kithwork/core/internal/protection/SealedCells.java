package org.kithwork.core.internal.protection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.kithwork.protection.spi.SealedColumns;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where sealed texts lie: the columns of the core, and those that modules declare. The reasons in the audit stay as they
 * are, since its chain goes over them; answers and files expire.
 */
@Component(service = SealedCells.class)
public final class SealedCells {

    /** Sealed columns that are never encrypted anew. */
    public static final List<String> LASTING = List.of("core_audit.reason_cipher");

    private static final List<Cells> CORE = List.of(
            Cells.of(DataClass.CONTACT, "core_contact_point", "id", "contact_cipher"),
            Cells.of(DataClass.NOTE, "core_customer", "id", "note_cipher"),
            Cells.of(DataClass.NOTE, "core_consent_event", "id", "evidence_cipher"),
            Cells.of(DataClass.NOTE, "core_privacy_case", "id", "content_cipher"),
            Cells.of(DataClass.NOTE, "core_privacy_case", "id", "preview_cipher"),
            Cells.of(DataClass.NOTE, "core_privacy_hold", "id", "reason_cipher"),
            Cells.of(DataClass.NOTE, "core_privacy_hold", "id", "release_cipher"),
            Cells.of(DataClass.NOTE, "core_totp", "user_id", "secret_cipher"),
            Cells.of(DataClass.NOTE, "core_field_value", "id", "value_cipher"),
            Cells.of(DataClass.NOTE, "core_mail", "id", "content_cipher"),
            Cells.of(DataClass.NOTE, "core_mail_server", "id", "password_cipher"),
            Cells.of(DataClass.HISTORY, "core_customer_history", "id", "changes_cipher"),
            ofMerge("before_cipher"),
            ofMerge("after_cipher"),
            Cells.of(DataClass.AUDIT, "core_operation", "id", "basis_cipher"),
            Cells.of(DataClass.JOB, "core_import", "id", "layout_cipher"),
            Cells.of(DataClass.JOB, "core_import_memory", "columns_hash", "setup_cipher"),
            Cells.of(DataClass.JOB, "core_export", "id", "request_cipher"),
            new Cells(
                    "core_import_row",
                    List.of("import_id", "row_no"),
                    "reason_cipher",
                    DataClass.JOB,
                    "core_import_row",
                    "reason_cipher"),
            Cells.of(DataClass.JOB, "core_job", "id", "data_cipher"),
            Cells.of(DataClass.JOB, "core_job", "id", "problems_cipher"),
            new Cells("core_job_state", List.of("id"), "state_cipher", DataClass.JOB, "core_job", "state_cipher"));

    @Reference
    volatile List<SealedColumns> modules = List.of();

    /** All columns, in an order that stays. */
    public List<Cells> all() {
        var all = new ArrayList<>(CORE);
        modules.stream()
                .flatMap(module -> module.columns().stream())
                .map(column -> new Cells(
                        column.table(),
                        List.of(column.key()),
                        column.column(),
                        DataClass.NOTE,
                        column.table(),
                        column.field()))
                .forEach(all::add);
        all.sort(Comparator.comparing(Cells::name));
        return all;
    }

    /** The columns of a class. */
    List<Cells> of(DataClass dataClass) {
        return all().stream().filter(cells -> cells.dataClass() == dataClass).toList();
    }

    /** Whether a sealed text may lie there. */
    boolean knows(String column) {
        return Stream.concat(all().stream().map(Cells::name), LASTING.stream())
                .anyMatch(known -> known.equalsIgnoreCase(column));
    }

    private static Cells ofMerge(String column) {
        return new Cells(
                "core_merge_item", List.of("id"), column, DataClass.HISTORY, "core_customer_history", "changes_cipher");
    }
}
