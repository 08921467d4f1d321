package org.kithwork.archives.internal.store;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Attachment;
import org.kithwork.archives.internal.AttachmentId;
import org.kithwork.archives.internal.Reader;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.page.PageRequest;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps files; their names are sealed, and their bytes in parts that fit into a sealed cell each. */
@Component(service = AttachmentStore.class)
public final class AttachmentStore {

    private static final String TABLE = "archives_attachment";
    private static final String PARTS = "archives_attachment_part";

    /** So many bytes are 21,844 characters of Base64, which fit into a cell once they are sealed. */
    private static final int PART_BYTES = 16_383;

    private final ArchivesUnit unit;
    private final FieldCipher cipher;
    private final Ids ids;

    @Activate
    public AttachmentStore(@Reference ArchivesUnit unit, @Reference FieldCipher cipher, @Reference Ids ids) {
        this.unit = unit;
        this.cipher = cipher;
        this.ids = ids;
    }

    /** The condition that a file, as one of whoever added it, or its customer is in scope and that it is meant for the reader. */
    static Sql.Condition readable(Reader reader) {
        return reader.visibility()
                .ofRecord("a.customer_id", "a.created_by", null)
                .and(Meant.to(reader, "a.visibility", "a.created_by"));
    }

    public Optional<Attachment> find(AttachmentId id, Reader reader) {
        return unit.in(em -> Sql.select("a.* FROM archives_attachment a")
                .where("a.id = ?", id.value())
                .where(readable(reader))
                .entities(em, AttachmentEntity.class)
                .stream()
                .findFirst()
                .map(this::attachment));
    }

    /** One row more than the page has, newest first; of all customers where none is named. */
    public List<Attachment> list(@Nullable CustomerId customer, Reader reader, PageRequest request) {
        return unit.in(em -> {
            var index = customer == null ? "archives_attachment_sort" : "archives_attachment_customer";
            var keys = Sql.select("a.sort_key FROM archives_attachment a " + Sql.byIndex(index))
                    .whereIf("a.customer_id = ?", customer == null ? null : customer.value())
                    .where(readable(reader))
                    .page("a.sort_key", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("a.* FROM archives_attachment a")
                                    .whereIn("a.sort_key", some)
                                    .orderBy("a.sort_key DESC")
                                    .entities(em, AttachmentEntity.class))
                    .stream()
                    .map(this::attachment)
                    .toList();
        });
    }

    /** Those of these files that there are, whoever may read them. */
    List<Attachment> named(Collection<String> some) {
        return unit.in(em -> Sql.inPortions(
                        some,
                        portion -> Sql.select("a.* FROM archives_attachment a")
                                .whereIn("a.id", portion)
                                .entities(em, AttachmentEntity.class))
                .stream()
                .map(this::attachment)
                .toList());
    }

    public Attachment insert(Attachment attachment, byte[] content) {
        return unit.in(em -> {
            em.persist(row(attachment));
            for (int from = 0, no = 0; from < content.length; from += PART_BYTES, no++) {
                var part = new AttachmentPartEntity();
                part.id = ids.next();
                part.attachmentId = attachment.id().value();
                part.partNo = no;
                part.contentCipher = cipher.seal(PARTS, "content", part.id, encoded(content, from));
                em.persist(part);
            }
            return attachment;
        });
    }

    private static String encoded(byte[] content, int from) {
        var part = Arrays.copyOfRange(content, from, Math.min(content.length, from + PART_BYTES));
        return Base64.getEncoder().encodeToString(part);
    }

    /** The bytes of a file; each part is opened for itself. */
    public byte[] content(Attachment attachment) {
        return unit.in(em -> {
            var bytes = new ByteArrayOutputStream(Math.toIntExact(attachment.size()));
            Sql.select("p.id, p.content_cipher FROM archives_attachment_part p")
                    .where("p.attachment_id = ?", attachment.id().value())
                    .orderBy("p.part_no")
                    .rows(em)
                    .forEach(row -> bytes.writeBytes(Base64.getDecoder()
                            .decode(cipher.open(PARTS, "content", (String) row[0], (String) row[1]))));
            return bytes.toByteArray();
        });
    }

    public void remove(AttachmentId id) {
        unit.in(em -> {
            em.createNativeQuery("DELETE FROM archives_attachment_part WHERE attachment_id = ?")
                    .setParameter(1, id.value())
                    .executeUpdate();
            return em.createNativeQuery("DELETE FROM archives_attachment WHERE id = ?")
                    .setParameter(1, id.value())
                    .executeUpdate();
        });
    }

    private AttachmentEntity row(Attachment attachment) {
        var row = new AttachmentEntity();
        row.id = attachment.id().value();
        row.customerId = attachment.customerId().value();
        row.nameCipher = cipher.seal(TABLE, "name", row.id, attachment.name());
        row.type = attachment.type();
        row.size = attachment.size();
        row.visibility = attachment.visibility();
        row.sortKey = TimeKey.of(attachment.at(), row.id);
        row.createdAt = attachment.at();
        row.createdBy = attachment.by().id();
        row.createdByName = attachment.by().name();
        return row;
    }

    Attachment attachment(AttachmentEntity row) {
        return new Attachment(
                new AttachmentId(row.id),
                new CustomerId(row.customerId),
                cipher.open(TABLE, "name", row.id, row.nameCipher),
                row.type,
                row.size,
                row.visibility,
                row.createdAt,
                new ActorName(row.createdBy, row.createdByName));
    }
}
