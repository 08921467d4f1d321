package org.kithwork.core.internal.importing.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_import_key}: the record that a row of a source has become, and the digest of what it said. */
@NullUnmarked
@Entity
@Table(name = "core_import_key")
public class ImportKeyEntity {

    /** Digest of kind, source and key. */
    @Id
    @Column(name = "key_hash")
    public String keyHash;

    public String kind;

    @Column(name = "target_id")
    public String targetId;

    @Column(name = "content_hash")
    public String contentHash;
}
