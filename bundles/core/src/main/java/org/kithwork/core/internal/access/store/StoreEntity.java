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
import org.kithwork.core.internal.text.Texts;

/** A node of the tree of stores. */
@Entity
@Table(name = "core_store")
public class StoreEntity implements TreeNode {

    private static final int LONGEST_KEY = 400;

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

    /** Width, case and space at the ends make no other name; some characters stand for a whole sentence, so it is cut. */
    static String nameKey(String name) {
        var folded = Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        return Texts.cut(folded, LONGEST_KEY);
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
