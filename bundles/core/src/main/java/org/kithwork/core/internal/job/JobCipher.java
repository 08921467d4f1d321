package org.kithwork.core.internal.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Data, state and problems of jobs as they are stored: JSON, encrypted. */
@Component(service = JobCipher.class)
public final class JobCipher {

    private static final String TABLE = "core_job";

    private final FieldCipher cipher;
    private final Json json;

    @Activate
    public JobCipher(@Reference Keys keys, @Reference Json json) {
        this.cipher = new FieldCipher(keys.ring());
        this.json = json;
    }

    String sealData(String id, Map<String, Object> data) {
        return seal("data_cipher", id, data);
    }

    Map<String, Object> openData(String id, String stored) {
        return open("data_cipher", id, stored);
    }

    String sealState(String id, Map<String, Object> state) {
        return seal("state_cipher", id, state);
    }

    Map<String, Object> openState(String id, @Nullable String stored) {
        return stored == null ? Map.of() : open("state_cipher", id, stored);
    }

    String sealProblems(String id, List<Said> problems) {
        return cipher.encrypt(DataClass.JOB, place("problems_cipher", id), json.write(problems));
    }

    List<Said> openProblems(String id, @Nullable String stored) {
        return stored == null
                ? new ArrayList<>()
                : new ArrayList<>(List.of(
                        json.read(cipher.decrypt(DataClass.JOB, place("problems_cipher", id), stored), Said[].class)));
    }

    private String seal(String column, String id, Map<String, Object> values) {
        values.forEach((name, value) -> {
            if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                throw new IllegalArgumentException(name + " is no text, number or boolean");
            }
        });
        return cipher.encrypt(DataClass.JOB, place(column, id), json.write(values));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> open(String column, String id, String stored) {
        return json.read(cipher.decrypt(DataClass.JOB, place(column, id), stored), Map.class);
    }

    private static FieldRef place(String column, String id) {
        return new FieldRef(TABLE, column, id);
    }
}
