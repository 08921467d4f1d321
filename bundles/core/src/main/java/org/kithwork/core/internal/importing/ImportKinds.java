package org.kithwork.core.internal.importing;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kithwork.core.internal.importing.reader.ErrorFile;
import org.kithwork.core.internal.importing.reader.HeaderMapping;
import org.kithwork.importing.spi.ImportField;
import org.kithwork.importing.spi.ImportKind;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The kinds of row that can be imported at the moment, and which columns they propose for which fields. */
@Component(service = ImportKinds.class)
public final class ImportKinds {

    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]*");
    private static final Pattern NOISE = Pattern.compile("[\\s_\\-./:：*()（）\\[\\]【】\"'#]+");
    private static final String ANY = ":*";

    @Reference
    volatile List<ImportKind> kinds = List.of();

    List<ImportKind> all() {
        return kinds.stream().sorted(Comparator.comparing(ImportKind::kind)).toList();
    }

    Optional<ImportKind> find(String kind) {
        return kinds.stream().filter(each -> each.kind().equals(kind)).findFirst();
    }

    boolean isHere(ImportKind kind) {
        return kinds.contains(kind);
    }

    /** Whether the kind has such a field. */
    static boolean has(ImportKind kind, String field) {
        return kind.fields().stream().anyMatch(known -> is(known, field));
    }

    private static boolean is(ImportField known, String field) {
        var name = known.name();
        if (!name.endsWith(ANY)) {
            return name.equals(field);
        }
        var prefix = name.substring(0, name.length() - 1);
        return field.startsWith(prefix)
                && field.length() - prefix.length() <= 40
                && WORD.matcher(field.substring(prefix.length())).matches();
    }

    /** Whether several columns may be mapped to this field. */
    static boolean isRepeatable(String field) {
        return field.startsWith("contact:") || field.equals("tags") || field.equals("note");
    }

    /** What the names of the columns propose. */
    static Map<String, String> propose(ImportKind kind, List<String> columns, String source) {
        var data = ErrorFile.originalColumns(columns);
        var proposed = new LinkedHashMap<String, String>();
        known(kind.kind())
                .ifPresent(names -> names.propose(data, source).forEach((column, field) -> {
                    if (has(kind, field)) {
                        proposed.put(column, field);
                    }
                }));
        Set<String> given = new HashSet<>(proposed.values());
        for (var column : data) {
            if (!proposed.containsKey(column)) {
                bySynonym(kind, column, source)
                        .filter(field -> isRepeatable(field) || given.add(field))
                        .ifPresent(field -> proposed.put(column, field));
            }
        }
        return proposed;
    }

    private static Optional<HeaderMapping> known(String kind) {
        return switch (kind) {
            case "customers" -> Optional.of(HeaderMapping.customers());
            case "purchases" -> Optional.of(HeaderMapping.purchases());
            default -> Optional.empty();
        };
    }

    private static Optional<String> bySynonym(ImportKind kind, String column, String source) {
        var folded = fold(column);
        return kind.fields().stream()
                .filter(field -> fold(field.name()).equals(folded)
                        || field.synonyms().stream().anyMatch(name -> fold(name).equals(folded)))
                .map(field -> field.name().endsWith(ANY) ? field.name().replace("*", source) : field.name())
                .findFirst();
    }

    private static String fold(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NOISE.matcher(plain).replaceAll("");
    }
}
