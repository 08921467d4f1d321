package org.kithwork.core.internal.customer;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.field.spi.FieldObject;
import org.kithwork.field.spi.FieldRecord;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Message;

/** Records of a module, some of which are about customers. */
final class FakeRooms implements FieldObject {

    static final String OBJECT = "hotel:room";

    private final Map<String, FieldRecord> rooms = new ConcurrentHashMap<>();

    void add(FieldRecord room) {
        rooms.put(room.id(), room);
    }

    @Override
    public String object() {
        return OBJECT;
    }

    @Override
    public Message title() {
        return Message.of(CustomerFieldObject.class, "fields-of-customers");
    }

    @Override
    public Permission view() {
        return Permission.of(OBJECT + ":view");
    }

    @Override
    public Permission edit() {
        return Permission.of(OBJECT + ":edit");
    }

    @Override
    public Optional<FieldRecord> find(String id, Permission right) {
        return Optional.ofNullable(rooms.get(id));
    }

    @Override
    public Optional<FieldRecord> lock(String id) {
        return find(id, edit());
    }
}
