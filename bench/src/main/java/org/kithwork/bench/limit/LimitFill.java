package org.kithwork.bench.limit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.kithwork.bench.data.People;
import org.kithwork.bench.data.Person;

/** Fills the limit's tables in batches, a transaction each. */
final class LimitFill {

    private static final int BATCH = 500;

    private final DataSource dataSource;

    LimitFill(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void fill(People people, long from, long to) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (LimitInserts inserts = new LimitInserts(connection)) {
                for (long index = from; index < to; index++) {
                    Person person = people.person(index);
                    inserts.gather(LimitIds.ofIndex(index), body(person), Timestamp.from(Instant.now()));
                    if ((index + 1) % BATCH == 0 || index + 1 == to) {
                        inserts.execute();
                        connection.commit();
                    }
                }
            }
        }
    }

    private static CreateBody body(Person person) {
        return new CreateBody(
                "PERSON",
                person.name(),
                person.sex(),
                new CreateBody.Birth(person.month(), person.day()),
                person.occupation(),
                List.of(
                        new CreateBody.Contact("PHONE", person.phone(), true),
                        new CreateBody.Contact("EMAIL", person.email(), false)),
                List.of(new CreateBody.Identifier("pos", person.number())),
                LimitServer.storeId(person.store()),
                "pos");
    }
}
