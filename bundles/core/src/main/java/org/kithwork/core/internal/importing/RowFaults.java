package org.kithwork.core.internal.importing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kithwork.core.internal.job.Said;
import org.kithwork.importing.spi.ImportField;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;

/** Says why a row was refused: each fault with the column, or the field without a column, that it is about. */
final class RowFaults {

    private final List<ImportField> fields;
    private final RowReader reader;

    RowFaults(ImportKind kind, RowReader reader) {
        this.fields = kind.fields();
        this.reader = reader;
    }

    Said of(Problem problem) {
        return problem.faults().isEmpty() ? Said.of(problem) : of(problem.code(), problem.faults());
    }

    private Said of(String code, List<Fault> faults) {
        return new Said(code, text(faults, Locale.ENGLISH), text(faults, Locale.CHINESE));
    }

    private String text(List<Fault> faults, Locale locale) {
        return faults.stream().map(fault -> text(fault, locale)).distinct().collect(Collectors.joining(" "));
    }

    private String text(Fault fault, Locale locale) {
        var reason = fault.message().text(locale);
        if (fault.pointer().isEmpty()) {
            return reason;
        }
        var column = reader.column(fault.pointer());
        var name = column == null ? field(fault.pointer(), locale) : column;
        return ImportTexts.of("fault", name, reason).text(locale);
    }

    /** The title of a field that no column is mapped to. */
    private String field(String pointer, Locale locale) {
        var name = pointer.substring(1);
        return fields.stream()
                .filter(field -> name.equals(field.name()) || name.startsWith(field.name() + "/"))
                .findFirst()
                .map(field -> field.title().text(locale))
                .orElse(name);
    }
}
