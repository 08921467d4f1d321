package org.kithwork.core.internal.access.store;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A node of the tree of stores. */
@Entity
@Table(name = "core_store")
public class StoreEntity implements TreeNode {

    @Id
    @Column(name = "id")
    public String id;

    @Column(name = "name")
    public String name;

    /** The name as it is looked for; set with the name. */
    @Column(name = "name_key")
    public String nameKey;

    @Column(name = "parent_id")
    public @Nullable String parentId;

    /** The store's own time zone; {@code null} where it is the company's. */
    @Column(name = "zone")
    public @Nullable String zone;

    /** {@code ACTIVE} or {@code CLOSED}. */
    @Column(name = "state")
    public String state = "ACTIVE";

    @Column(name = "created_at")
    public Instant createdAt;

    @Version
    @Column(name = "version")
    public long version;

    public void rename(String newName) {
        name = newName;
        nameKey = nameKey(newName);
    }

    /** Width, case and space at the ends make no other name. */
    static String nameKey(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public @Nullable String parentId() {
        return parentId;
    }
}
