package org.kithwork.core.internal.customer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.MergeItemEntity;
import org.kithwork.id.Ids;
import org.kithwork.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remembers what a merge moved and changed in the core, encrypted, so that it can be put back. */
@Component(service = MergeMemory.class)
public final class MergeMemory {

    private static final String VALUE = "value";

    private final CustomerStore store;
    private final CustomerProtection protection;
    private final Json json;
    private final Ids ids;

    @Activate
    public MergeMemory(
            @Reference CustomerStore store,
            @Reference CustomerProtection protection,
            @Reference Json json,
            @Reference Ids ids) {
        this.store = store;
        this.protection = protection;
        this.json = json;
        this.ids = ids;
    }

    void remember(
            String mergeId,
            MergeItemEntity.Kind kind,
            String what,
            Map<String, String> before,
            Map<String, String> after) {
        var item = new MergeItemEntity();
        item.id = ids.next();
        item.mergeId = mergeId;
        item.kind = kind;
        item.item = what;
        item.beforeCipher = sealed(item.id, before);
        item.afterCipher = sealed(item.id, after);
        store.insert(List.of(item));
    }

    List<MergeItemEntity> of(String mergeId) {
        return store.mergeItems(mergeId);
    }

    Map<String, String> before(MergeItemEntity item) {
        return opened(item.id, item.beforeCipher);
    }

    Map<String, String> after(MergeItemEntity item) {
        return opened(item.id, item.afterCipher);
    }

    /** A value of a field as the parts of a member; none for no value. */
    Map<String, String> parts(@Nullable Object value) {
        return value == null ? Map.of() : Map.of(VALUE, json.write(value));
    }

    /** The value of a field that was written as parts. */
    @Nullable
    Object value(Map<String, String> parts) {
        var written = parts.get(VALUE);
        return written == null ? null : json.read(written, Object.class);
    }

    void forget(String mergeId) {
        store.mergeItems(mergeId).forEach(store::remove);
    }

    private @Nullable String sealed(String id, Map<String, String> parts) {
        return parts.isEmpty() ? null : protection.sealHistory(id, json.write(parts));
    }

    private Map<String, String> opened(String id, @Nullable String sealed) {
        var parts = new LinkedHashMap<String, String>();
        if (sealed != null) {
            json.read(protection.openHistory(id, sealed), Map.class)
                    .forEach((name, value) -> parts.put((String) name, (String) value));
        }
        return parts;
    }
}
