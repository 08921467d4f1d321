package org.kithwork.core.internal.privacy;

import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.Keys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Seals what is written down about people in cases and holds. */
@Component(service = PrivacyCipher.class)
public final class PrivacyCipher {

    private final FieldCipher cipher;

    @Activate
    public PrivacyCipher(@Reference Keys keys) {
        this.cipher = new FieldCipher(keys.ring());
    }

    String seal(String table, String column, String id, String text) {
        return cipher.encrypt(DataClass.NOTE, new FieldRef(table, column, id), text);
    }

    @Nullable
    String open(String table, String column, String id, @Nullable String sealed) {
        return sealed == null ? null : cipher.decrypt(DataClass.NOTE, new FieldRef(table, column, id), sealed);
    }
}
