package org.kithwork.core.internal.module.store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.aries.jpa.template.EmFunction;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.core.internal.module.Desired;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The wanted modules and the packages that were added. */
@Component(service = ModuleStore.class)
public class ModuleStore {

    private static final String MODULES = "modules";

    private final JpaTemplate jpa;
    private final Dialect dialect;
    private final Clock clock;

    @Activate
    public ModuleStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference Clock clock,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
        this.clock = clock;
    }

    /**
     * A package that was added.
     *
     * @param hash SHA-256 of its file
     */
    public record AddedPackage(String name, String version, String hash, long size) {}

    public List<StoredModule> all() {
        return in(em -> em.createQuery("SELECT m FROM ModuleEntity m ORDER BY m.name", ModuleEntity.class)
                .getResultStream()
                .map(ModuleStore::module)
                .toList());
    }

    public Optional<StoredModule> find(String name) {
        return in(em -> Optional.ofNullable(em.find(ModuleEntity.class, name)).map(ModuleStore::module));
    }

    /** Writes what is wanted, whether it was known before or not. */
    public void save(StoredModule module) {
        in(em -> {
            var known = em.find(ModuleEntity.class, module.name());
            var row = known == null ? new ModuleEntity() : known;
            row.name = module.name();
            row.desired = module.desired().name();
            row.packageVersion = module.version();
            row.packageHash = module.hash();
            row.problem = module.problem();
            row.approved = String.join(" ", module.approved());
            row.installedAt = module.installedAt();
            row.changedAt = clock.instant();
            if (known == null) {
                em.persist(row);
            }
            return true;
        });
    }

    public List<AddedPackage> packages() {
        return in(em -> em.createQuery(
                        "SELECT p FROM PackageEntity p ORDER BY p.name, p.packageVersion", PackageEntity.class)
                .getResultStream()
                .map(row -> new AddedPackage(row.name, row.packageVersion, row.packageHash, row.fileSize))
                .toList());
    }

    /** Remembers a package. {@code false} when there is one of this version already. */
    public boolean add(AddedPackage added) {
        return in(em -> {
            if (em.find(PackageEntity.class, new PackageEntity.Key(added.name(), added.version())) != null) {
                return false;
            }
            var row = new PackageEntity();
            row.name = added.name();
            row.packageVersion = added.version();
            row.packageHash = added.hash();
            row.fileSize = added.size();
            row.addedAt = clock.instant();
            em.persist(row);
            return true;
        });
    }

    /** Whether the modules of this database have been chosen once. */
    public boolean isStarted() {
        return in(em -> !em.createNativeQuery("SELECT id FROM core_module_start WHERE id = ?")
                .setParameter(1, MODULES)
                .getResultList()
                .isEmpty());
    }

    /** Notes that the modules of this database are chosen now. {@code false} when another node was first. */
    public boolean start() {
        return in(em -> dialect.insertIfAbsent(
                em,
                "core_module_start",
                new String[] {"id", "started_at"},
                MODULES,
                java.sql.Timestamp.from(clock.instant())));
    }

    private static StoredModule module(ModuleEntity row) {
        return new StoredModule(
                row.name,
                Desired.valueOf(row.desired),
                row.packageVersion,
                row.packageHash,
                row.problem,
                row.approved.isEmpty() ? List.of() : List.of(row.approved.split(" ")),
                row.installedAt);
    }

    private <R> R in(EmFunction<R> body) {
        return jpa.txExpr(TransactionType.Required, body);
    }
}
