package org.kithwork.core.internal.module.store;

import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.core.internal.module.ModuleTraces;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rights that roles hold on a module's records, and the links by which users read them. */
@Component(service = ModuleTraces.class)
public class CoreTraces implements ModuleTraces {

    private final JpaTemplate jpa;

    @Activate
    public CoreTraces(@Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa) {
        this.jpa = jpa;
    }

    @Override
    public void forget(String module) {
        jpa.tx(TransactionType.Required, em -> {
            var own = module + ":%";
            update(em, "DELETE FROM core_default_grant WHERE permission LIKE ?", own);
            update(em, "DELETE FROM core_grant WHERE permission LIKE ?", own);
            update(em, "DELETE FROM core_field_policy WHERE object_type LIKE ?", own);
            update(em, "DELETE FROM core_personal_link WHERE purpose LIKE ?", own);
        });
    }

    private static void update(EntityManager em, String statement, String value) {
        em.createNativeQuery(statement).setParameter(1, value).executeUpdate();
    }
}
