package org.kithwork.core.internal.importing.store;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code core_import_row}: what came of a row, which is its record in the audit. */
@NullUnmarked
@Entity
@IdClass(ImportRowEntity.Key.class)
@Table(name = "core_import_row")
public class ImportRowEntity {

    @Id
    @Column(name = "import_id")
    public String importId;

    @Id
    @Column(name = "row_no")
    public long rowNo;

    public String outcome;

    @Column(name = "target_id")
    public String targetId;

    /** The key that the row brought, by which it would be known again; {@code null} where it brought none. */
    @Column(name = "key_hash")
    public String keyHash;

    @Column(name = "error_code")
    public String errorCode;

    @Column(name = "error_column")
    public String errorColumn;

    /** Why, in both languages, since it may quote the cell; {@code null} once expired. */
    @Lob
    @Column(name = "reason_cipher")
    public String reasonCipher;

    /** The key of a row. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        public String importId;
        public long rowNo;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && importId.equals(key.importId) && rowNo == key.rowNo;
        }

        @Override
        public int hashCode() {
            return Objects.hash(importId, rowNo);
        }
    }
}
