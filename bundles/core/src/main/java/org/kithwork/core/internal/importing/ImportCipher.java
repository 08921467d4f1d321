package org.kithwork.core.internal.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.job.Said;
import org.kithwork.core.internal.protection.BlindIndex;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What imports store encrypted, and the digests by which rows are known again. */
@Component(service = ImportCipher.class)
public final class ImportCipher {

    private final FieldCipher cipher;
    private final BlindIndex index;
    private final Json json;

    @Activate
    public ImportCipher(@Reference Keys keys, @Reference Json json) {
        this.cipher = new FieldCipher(keys.ring());
        this.index = new BlindIndex(keys.ring());
        this.json = json;
    }

    String sealLayout(String importId, Layout layout) {
        return cipher.encrypt(DataClass.JOB, layoutPlace(importId), json.write(layout));
    }

    Layout openLayout(String importId, String stored) {
        return json.read(cipher.decrypt(DataClass.JOB, layoutPlace(importId), stored), Layout.class);
    }

    String sealReason(String importId, long row, Said reason) {
        return cipher.encrypt(DataClass.JOB, reasonPlace(importId, row), json.write(reason));
    }

    @Nullable
    Said openReason(String importId, long row, @Nullable String stored) {
        return stored == null
                ? null
                : json.read(cipher.decrypt(DataClass.JOB, reasonPlace(importId, row), stored), Said.class);
    }

    String sealSetup(String columnsHash, Remembered setup) {
        return cipher.encrypt(DataClass.JOB, setupPlace(columnsHash), json.write(setup));
    }

    Remembered openSetup(String columnsHash, String stored) {
        return json.read(cipher.decrypt(DataClass.JOB, setupPlace(columnsHash), stored), Remembered.class);
    }

    /** By which files of a kind with these columns are known again. */
    List<String> columns(String kind, List<String> columns) {
        return index.candidates(DataClass.AUDIT, "import-columns", kind + '\n' + json.write(columns));
    }

    /** By which a key is known again. */
    List<String> keys(String kind, String source, String key) {
        return index.candidates(DataClass.AUDIT, "import-key", kind + '\n' + source + '\n' + key);
    }

    /** By which the content of a row is known again. */
    List<String> contents(String content) {
        return index.candidates(DataClass.AUDIT, "import-row", content);
    }

    private static FieldRef layoutPlace(String importId) {
        return new FieldRef("core_import", "layout_cipher", importId);
    }

    private static FieldRef setupPlace(String columnsHash) {
        return new FieldRef("core_import_memory", "setup_cipher", columnsHash);
    }

    private static FieldRef reasonPlace(String importId, long row) {
        return new FieldRef("core_import_row", "reason_cipher", importId + ":" + row);
    }
}
