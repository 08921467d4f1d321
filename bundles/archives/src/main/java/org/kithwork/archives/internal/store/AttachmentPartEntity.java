package org.kithwork.archives.internal.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code archives_attachment_part}. */
@NullUnmarked
@Entity
@Table(name = "archives_attachment_part")
class AttachmentPartEntity {

    @Id
    String id;

    @Column(name = "attachment_id")
    String attachmentId;

    @Column(name = "part_no")
    int partNo;

    @Column(name = "content_cipher")
    String contentCipher;
}
