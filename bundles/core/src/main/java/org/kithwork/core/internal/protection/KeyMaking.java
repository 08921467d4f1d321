package org.kithwork.core.internal.protection;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;

/** Makes keysets, and makes one of another. */
final class KeyMaking {
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyMaking() {}

    static KeysetHandle generate(Parameters parameters) {
        try {
            return KeysetHandle.generateNew(parameters);
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("A new key cannot be made.", e);
        }
    }

    /** An id whose mark no key of the set bears. */
    static int newId(KeysetHandle handle) {
        var marks = StoredKey.of(handle).stream().map(StoredKey::mark).toList();
        int id;
        do {
            id = RANDOM.nextInt();
        } while (id == 0 || marks.contains(StoredKey.mark(id)));
        return id;
    }

    static KeysetHandle withNewKey(KeysetHandle handle, Parameters parameters, int id) {
        try {
            return KeysetHandle.newBuilder(handle)
                    .addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                            .withFixedId(id)
                            .makePrimary())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("A new key cannot be made.", e);
        }
    }

    static KeysetHandle onlyPrimary(KeysetHandle handle) {
        return without(
                handle,
                StoredKey.of(handle).stream()
                        .filter(key -> !key.writes())
                        .map(StoredKey::id)
                        .toList());
    }

    /** The set without these keys; the one that writes stays whatever is asked. */
    static KeysetHandle without(KeysetHandle handle, Collection<Integer> ids) {
        try {
            KeysetHandle.Builder kept = KeysetHandle.newBuilder();
            for (int i = 0; i < handle.size(); i++) {
                KeysetHandle.Entry entry = handle.getAt(i);
                var copy = KeysetHandle.importKey(entry.getKey()).withFixedId(entry.getId());
                if (entry.isPrimary()) {
                    kept.addEntry(copy.makePrimary());
                } else if (!ids.contains(entry.getId())) {
                    kept.addEntry(copy);
                }
            }
            return kept.build();
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("An earlier key cannot be taken out.", e);
        }
    }

    static <T> T primitive(KeysetHandle handle, Class<T> type) {
        try {
            return handle.getPrimitive(RegistryConfiguration.get(), type);
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("These keys cannot be used as " + type.getSimpleName() + ".", e);
        }
    }
}
