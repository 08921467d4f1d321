package org.kithwork.test;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.FieldControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.RecordFields;

/** Field rules that let everything be written but what a test limits. */
public final class FakeFields implements FieldControl {

    private final Map<String, FieldAccess> limits = new ConcurrentHashMap<>();

    /** From now on nobody may do more than this with the member, such as {@code archives:purchase} and {@code amount}. */
    public FakeFields limit(String object, String field, FieldAccess access) {
        limits.put(object + "/" + field, access);
        return this;
    }

    /** Lets everything be written again. */
    public void clear() {
        limits.clear();
    }

    @Override
    public RecordFields of(Permission view, Permission edit, Collection<CustomerId> customers) {
        var object = view.module() + ":" + view.object() + "/";
        return new RecordFields() {
            @Override
            public FieldAccess access(String field, Place place) {
                return everywhere(field);
            }

            @Override
            public FieldAccess everywhere(String field) {
                return limits.getOrDefault(object + field, FieldAccess.WRITE);
            }
        };
    }
}
