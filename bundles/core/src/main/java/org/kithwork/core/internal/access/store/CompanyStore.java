package org.kithwork.core.internal.access.store;

import java.time.Instant;
import java.util.Optional;
import org.apache.aries.jpa.template.JpaTemplate;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The company, its picture, and the tokens that allow to set it up. */
@Component(
        service = CompanyStore.class,
        reference = @Reference(name = "schema", service = SchemaReady.class, target = "(module=core)"))
public class CompanyStore {

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public CompanyStore(@Reference CoreUnit unit, @Reference Dialect dialect) {
        this.jpa = unit.jpa();
        this.dialect = dialect;
    }

    public Optional<CompanyEntity> find() {
        return Rows.in(jpa, em -> Optional.ofNullable(em.find(CompanyEntity.class, CompanyEntity.ID)));
    }

    /** Makes the company, once: {@code false} when there is one. */
    public boolean insert(String name, String zone, String currency) {
        return Rows.in(
                jpa,
                em -> dialect.insertIfAbsent(
                        em,
                        "core_company",
                        new String[] {"id", "name", "zone", "currency", "version"},
                        CompanyEntity.ID,
                        name,
                        zone,
                        currency,
                        1L));
    }

    public Optional<LogoEntity> logo(String hash) {
        return Rows.in(jpa, em -> Optional.ofNullable(em.find(LogoEntity.class, hash)));
    }

    /** Puts a picture in the place of the one there is. */
    public void replaceLogo(LogoEntity logo) {
        Rows.in(jpa, em -> {
            Sql.update(em, "DELETE FROM core_company_logo");
            em.persist(logo);
            return logo.id;
        });
    }

    public void deleteLogo() {
        Rows.in(jpa, em -> Sql.update(em, "DELETE FROM core_company_logo"));
    }

    /** Writes changes now, so that the new version is known. */
    public void flush() {
        Rows.in(jpa, em -> {
            em.flush();
            return true;
        });
    }

    public void addSetupToken(String hash, Instant expiresAt) {
        Rows.in(
                jpa,
                em -> Sql.update(
                        em,
                        "INSERT INTO core_setup_token (secret_hash, expires_at) VALUES (?, ?)",
                        hash,
                        Rows.time(expiresAt)));
    }

    public boolean isSetupToken(String hash, Instant now) {
        return Rows.in(
                jpa,
                em -> Sql.select("secret_hash FROM core_setup_token")
                        .where("secret_hash = ?", hash)
                        .where("expires_at > ?", Rows.time(now))
                        .exists(em));
    }

    public void deleteSetupTokens() {
        Rows.in(jpa, em -> Sql.update(em, "DELETE FROM core_setup_token"));
    }

    public void deleteSetupTokensBefore(Instant now) {
        Rows.in(jpa, em -> Sql.update(em, "DELETE FROM core_setup_token WHERE expires_at <= ?", Rows.time(now)));
    }
}
