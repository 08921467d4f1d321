package org.kithwork.bench.limit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.kithwork.bench.limit.CreateBody.Contact;
import org.kithwork.bench.limit.CreateBody.Identifier;

/** The inserts of one customer, as they are or gathered in a batch. */
final class LimitInserts implements AutoCloseable {

    private final PreparedStatement customer;
    private final PreparedStatement contact;
    private final PreparedStatement identifier;
    private final PreparedStatement key;

    LimitInserts(Connection connection) throws SQLException {
        customer = connection.prepareStatement("insert into customer values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        contact = connection.prepareStatement("insert into contact_point values (?, ?, ?, ?, ?)");
        identifier = connection.prepareStatement("insert into identifier values (?, ?, ?)");
        key = connection.prepareStatement("insert into name_key values (?, ?, ?)");
    }

    void add(String id, CreateBody body, Timestamp now) throws SQLException {
        gather(id, body, now);
        execute();
    }

    /** Leaves the rows in the batches until {@link #execute}. */
    void gather(String id, CreateBody body, Timestamp now) throws SQLException {
        customer.setString(1, id);
        customer.setString(2, body.kind());
        customer.setString(3, body.fullName());
        customer.setInt(4, body.sex());
        customer.setInt(5, body.birth().month());
        customer.setInt(6, body.birth().day());
        customer.setString(7, body.occupation());
        customer.setString(8, body.storeId());
        customer.setString(9, body.source());
        customer.setTimestamp(10, now);
        customer.setTimestamp(11, now);
        customer.addBatch();
        for (Contact point : body.contactPoints()) {
            contact.setString(1, LimitIds.next());
            contact.setString(2, id);
            contact.setString(3, point.type());
            contact.setString(4, point.value());
            contact.setInt(5, point.primary() ? 1 : 0);
            contact.addBatch();
        }
        for (Identifier one : body.identifiers()) {
            identifier.setString(1, one.scheme());
            identifier.setString(2, one.value());
            identifier.setString(3, id);
            identifier.addBatch();
        }
        key.setString(1, body.fullName() + '|' + id);
        key.setString(2, id);
        key.setString(3, body.storeId());
        key.addBatch();
    }

    void execute() throws SQLException {
        for (PreparedStatement statement : List.of(customer, contact, identifier, key)) {
            statement.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : List.of(customer, contact, identifier, key)) {
            statement.close();
        }
    }
}
