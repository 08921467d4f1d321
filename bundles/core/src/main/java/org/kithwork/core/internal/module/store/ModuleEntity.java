package org.kithwork.core.internal.module.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What is wanted of a module. */
@Entity
@Table(name = "core_module")
public class ModuleEntity {

    @Id
    @Column(name = "name")
    public String name;

    @Column(name = "desired")
    public String desired;

    @Column(name = "package_version")
    public String packageVersion;

    @Column(name = "package_hash")
    public String packageHash;

    @Column(name = "problem")
    public @Nullable String problem;

    @Column(name = "approved")
    public String approved;

    @Column(name = "installed_at")
    public Instant installedAt;

    @Column(name = "changed_at")
    public Instant changedAt;
}
