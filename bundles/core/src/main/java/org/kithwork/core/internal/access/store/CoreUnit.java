package org.kithwork.core.internal.access.store;

import org.apache.aries.jpa.template.JpaTemplate;
import org.kithwork.store.SchemaReady;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The core's tables, once they are there: what the stores of this package stand on. */
@Component(service = CoreUnit.class)
public final class CoreUnit {

    private final JpaTemplate jpa;

    @Activate
    public CoreUnit(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    JpaTemplate jpa() {
        return jpa;
    }
}
