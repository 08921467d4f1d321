package org.kithwork.core.internal.protection;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Free text of modules under the key of notes. */
@Component(service = org.kithwork.protection.FieldCipher.class)
public final class TextCipher implements org.kithwork.protection.FieldCipher {

    private final FieldCipher cipher;

    @Activate
    public TextCipher(@Reference Keys keys) {
        this.cipher = new FieldCipher(keys.ring());
    }

    @Override
    public String seal(String table, String column, String id, String clear) {
        return cipher.encrypt(DataClass.NOTE, new FieldRef(table, column, id), clear);
    }

    @Override
    public String open(String table, String column, String id, String sealed) {
        return cipher.decrypt(DataClass.NOTE, new FieldRef(table, column, id), sealed);
    }
}
