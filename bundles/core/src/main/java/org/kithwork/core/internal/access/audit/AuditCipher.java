package org.kithwork.core.internal.access.audit;

import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.DecryptionException;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.Keys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Seals the reasons that people write into the audit, and the head of its chain. The chain goes over what is sealed. */
@Component(service = AuditCipher.class)
public final class AuditCipher {

    private static final FieldRef HEAD = new FieldRef("core_audit_chain", "hash", "head");

    private final FieldCipher cipher;

    @Activate
    public AuditCipher(@Reference Keys keys) {
        this.cipher = new FieldCipher(keys.ring());
    }

    @Nullable
    String sealReason(String id, @Nullable String reason) {
        return reason == null ? null : cipher.encrypt(DataClass.AUDIT, place(id), reason);
    }

    @Nullable
    String openReason(String id, @Nullable String stored) {
        return stored == null ? null : cipher.decrypt(DataClass.AUDIT, place(id), stored);
    }

    /** The head of the chain as it is kept outside the database, with what shows that this installation wrote it. */
    public String head(long seq, String hash) {
        var head = seq + " " + hash;
        return head + " " + cipher.encrypt(DataClass.AUDIT, HEAD, head) + "\n";
    }

    /** Whether the seal was made for this head and here. */
    public boolean isSealOf(String head, String sealed) {
        try {
            return cipher.decrypt(DataClass.AUDIT, HEAD, sealed).equals(head);
        } catch (DecryptionException e) {
            return false;
        }
    }

    private static FieldRef place(String id) {
        return new FieldRef("core_audit", "reason_cipher", id);
    }
}
