package org.kithwork.core.internal.module.store;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A package that was added. */
@Entity
@IdClass(PackageEntity.Key.class)
@Table(name = "core_module_package")
public class PackageEntity {

    @Id
    @Column(name = "name")
    public String name;

    @Id
    @Column(name = "package_version")
    public String packageVersion;

    @Column(name = "package_hash")
    public String packageHash;

    @Column(name = "file_size")
    public long fileSize;

    @Column(name = "added_at")
    public Instant addedAt;

    /** Module and version. */
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        public String name = "";
        public String packageVersion = "";

        /** For JPA. */
        public Key() {}

        Key(String name, String packageVersion) {
            this.name = name;
            this.packageVersion = packageVersion;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && name.equals(key.name) && packageVersion.equals(key.packageVersion);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, packageVersion);
        }
    }
}
