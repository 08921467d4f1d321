package org.kithwork.archives.internal.store;

import java.util.ArrayList;
import java.util.stream.Stream;
import org.kithwork.archives.internal.Reader;
import org.kithwork.store.Sql;

/** Whom a record is meant for among those in whose scope it lies. */
final class Meant {

    private Meant() {}

    /**
     * The condition that the reader is one of them.
     *
     * @param audience the column of the {@link org.kithwork.archives.internal.Audience}
     * @param authors the columns of those who count as its authors
     */
    static Sql.Condition to(Reader reader, String audience, String... authors) {
        var meant = new ArrayList<Sql.Condition>();
        meant.add(Sql.Condition.of(audience + " = 'ALL'"));
        Stream.of(authors)
                .map(author -> Sql.Condition.of(author + " = ?", reader.actor()))
                .forEach(meant::add);
        var team = Sql.Condition.of(audience + " = 'TEAM'");
        if (reader.visibility().all()) {
            meant.add(team);
        } else if (!reader.colleagues().isEmpty()) {
            meant.add(team.and(Sql.Condition.any(Stream.of(authors)
                    .map(author -> Sql.Condition.in(author, reader.colleagues()))
                    .toList())));
        }
        return Sql.Condition.any(meant);
    }
}
