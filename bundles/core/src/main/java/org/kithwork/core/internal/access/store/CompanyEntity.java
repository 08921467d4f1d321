package org.kithwork.core.internal.access.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The one company; its row is the sign that the installation was set up. */
@Entity
@Table(name = "core_company")
public class CompanyEntity {

    public static final String ID = "company";

    @Id
    @Column(name = "id")
    public String id = ID;

    @Column(name = "name")
    public String name;

    @Column(name = "zone")
    public String zone;

    @Column(name = "currency")
    public String currency;

    @Column(name = "logo_hash")
    public @Nullable String logoHash;

    @Column(name = "logo_type")
    public @Nullable String logoType;

    @Version
    @Column(name = "version")
    public long version;
}
