package org.kithwork.core.internal.backup.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads how old the installation is. */
@Component(service = InstallationStore.class)
public class InstallationStore {

    private final JpaTemplate jpa;

    @Activate
    public InstallationStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** When its first user was made. */
    public Optional<Instant> begunAt() {
        return jpa.txExpr(
                TransactionType.Required,
                em ->
                        Sql.select("created_at FROM core_user")
                                .orderBy("created_at")
                                .first(1)
                                .values(em, Timestamp.class)
                                .stream()
                                .findFirst()
                                .map(Timestamp::toInstant));
    }
}
