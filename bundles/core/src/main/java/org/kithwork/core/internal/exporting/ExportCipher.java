package org.kithwork.core.internal.exporting;

import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What exports store encrypted. */
@Component(service = ExportCipher.class)
public final class ExportCipher {

    private final FieldCipher cipher;
    private final Json json;

    @Activate
    public ExportCipher(@Reference Keys keys, @Reference Json json) {
        this.cipher = new FieldCipher(keys.ring());
        this.json = json;
    }

    String seal(String id, ExportRequest request) {
        return cipher.encrypt(DataClass.JOB, place(id), json.write(request));
    }

    ExportRequest open(String id, String stored) {
        return json.read(cipher.decrypt(DataClass.JOB, place(id), stored), ExportRequest.class);
    }

    private static FieldRef place(String id) {
        return new FieldRef("core_export", "request_cipher", id);
    }
}
