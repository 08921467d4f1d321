package org.kithwork.core.internal.field;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kithwork.field.spi.FieldObject;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The kinds of record that may have fields, as core and the modules that are there declare them. */
@Component(service = FieldObjects.class)
public final class FieldObjects {

    @Reference
    private volatile List<FieldObject> objects = List.of();

    /** Made by the runtime, which fills in the kinds. */
    public FieldObjects() {}

    /** Just these kinds. */
    public FieldObjects(List<FieldObject> objects) {
        this.objects = objects;
    }

    List<FieldObject> all() {
        return objects.stream()
                .sorted(Comparator.comparing(FieldObject::object))
                .toList();
    }

    Optional<FieldObject> find(String object) {
        return objects.stream().filter(kind -> kind.object().equals(object)).findFirst();
    }
}
