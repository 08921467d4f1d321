package org.kithwork.core.internal.protection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an installation. A key-encryption key lies in {@code kek.json}; each data class has a file of keys for
 * each use, wrapped by it ({@code contact.cipher.json}). All are Tink keysets in JSON, so a file can hold an old key
 * beside the new one; renewing the key-encryption key wraps the others anew and touches no data.
 *
 * <p>{@code ring.properties} names the ring and every file it has: one that is named and missing is a reason not to
 * start, never a reason to make new keys. Safe for any number of threads.
 */
public final class KeyRing {
    private static final String RING = "ring.properties";
    private static final String KEK = "kek.json";

    private static final Logger LOGGER = LoggerFactory.getLogger(KeyRing.class);

    private final KeyFiles files;
    private final String id;
    private final Map<String, Keyset> keysets = new ConcurrentHashMap<>();
    private volatile KeysetHandle kek;

    private KeyRing(KeyFiles files, String id, KeysetHandle kek) {
        this.files = files;
        this.id = id;
        this.kek = kek;
    }

    /**
     * Opens the ring, or makes it when there is none.
     *
     * @param keys the directory of keys, made with mode 0700
     * @param data the directory of data, which may neither hold the keys nor lie among them
     * @param mayCreate whether a new ring may be made: true only while nothing is stored yet
     * @throws KeyRingException when keys are missing, damaged or open to others; its message says what to do
     */
    public static KeyRing open(Path keys, Path data, boolean mayCreate) {
        register();
        KeyFiles files = new KeyFiles(keys, data);
        if (mayCreate) {
            files.create();
        } else {
            files.checkDirectory();
        }
        KeyRing[] opened = new KeyRing[1];
        files.alone(() -> opened[0] = files.has(RING) || !mayCreate ? load(files) : create(files));
        return opened[0];
    }

    /** The name of this ring, by which a database can tell that these are the keys of its data. */
    public String id() {
        return id;
    }

    /** Puts a new key-encryption key in place of the present one; a crash on the way leaves every file readable. */
    public void renewKeyEncryptionKey() {
        files.alone(() -> {
            readAgain();
            KeysetHandle both = KeyMaking.withNewKey(kek, KeyUse.CIPHER.parameters(), KeyMaking.newId(kek));
            writeKek(both);
            kek = both;
            keysets.forEach((name, keyset) -> keep(name, keyset.handle()));
            KeysetHandle renewed = KeyMaking.onlyPrimary(both);
            writeKek(renewed);
            kek = renewed;
        });
    }

    /** An id for a new key of the data class; what it writes can be told from what the present keys write. */
    public int newKeyId(DataClass dataClass, KeyUse use) {
        return KeyMaking.newId(keyset(dataClass.keysetName(use)).handle());
    }

    /** Adds a key to a data class: from now on it writes, the earlier ones still read. */
    public void renew(DataClass dataClass, KeyUse use, int keyId) {
        String name = dataClass.keysetName(use);
        files.alone(() -> {
            readAgain();
            keep(name, KeyMaking.withNewKey(keyset(name).handle(), use.parameters(), keyId));
        });
    }

    /** Takes a key out for good; what it wrote cannot be read any more. The one that writes stays. */
    public void retire(DataClass dataClass, KeyUse use, Collection<Integer> keyIds) {
        String name = dataClass.keysetName(use);
        files.alone(() -> {
            readAgain();
            keep(name, KeyMaking.without(keyset(name).handle(), keyIds));
        });
    }

    /** The keys of a data class, the one that writes first. */
    public List<StoredKey> keys(DataClass dataClass, KeyUse use) {
        return StoredKey.of(keyset(dataClass.keysetName(use)).handle());
    }

    /** When these keys were last changed: renewed, retired or wrapped anew. */
    public Instant changedAt(DataClass dataClass, KeyUse use) {
        return files.changedAt(file(dataClass.keysetName(use)));
    }

    /** Whether the key is known; looks again among the files if it is not, for another process may have made it. */
    public boolean knows(DataClass dataClass, KeyUse use, int keyId) {
        boolean known = keys(dataClass, use).stream().anyMatch(key -> key.id() == keyId);
        if (known) {
            return true;
        }
        readAll();
        return keys(dataClass, use).stream().anyMatch(key -> key.id() == keyId);
    }

    byte[] decrypt(DataClass dataClass, byte[] sealed, byte[] context) throws GeneralSecurityException {
        String name = dataClass.keysetName(KeyUse.CIPHER);
        try {
            return keyset(name).primitive(Aead.class).decrypt(sealed, context);
        } catch (GeneralSecurityException e) {
            // Another process may have renewed the key since the files were looked at.
            if (!look(name)) {
                throw e;
            }
            return keyset(name).primitive(Aead.class).decrypt(sealed, context);
        }
    }

    Aead cipher(DataClass dataClass) {
        return primitive(dataClass.keysetName(KeyUse.CIPHER), Aead.class);
    }

    PrfSet index(DataClass dataClass) {
        return primitive(dataClass.keysetName(KeyUse.INDEX), PrfSet.class);
    }

    StreamingAead stream(DataClass dataClass) {
        return primitive(dataClass.keysetName(KeyUse.STREAM), StreamingAead.class);
    }

    /** Looks at the file now and then, so that a key which another process has renewed stops writing here too. */
    private <T> T primitive(String name, Class<T> type) {
        Keyset keyset = keyset(name);
        if (keyset.isDue()) {
            look(name);
        }
        return keyset(name).primitive(type);
    }

    /** Reads all files again if this one has changed. Where they cannot be read, what is in memory goes on. */
    private boolean look(String name) {
        try {
            if (keyset(name).isAsOf(files.changedAt(file(name)))) {
                return false;
            }
            readAll();
            return true;
        } catch (KeyRingException e) {
            LOGGER.warn("The keys are not read again: {}", e.getMessage());
            return false;
        }
    }

    private Keyset keyset(String name) {
        Keyset keyset = keysets.get(name);
        if (keyset == null) {
            throw new KeyRingException("The ring of keys in " + files.directory() + " has no keys " + name + ".");
        }
        return keyset;
    }

    private void readAll() {
        files.alone(this::readAgain);
    }

    private void readAgain() {
        kek = parseKek(files);
        keysets.replaceAll((name, keyset) -> readKeyset(name));
    }

    private static KeyRing load(KeyFiles files) {
        Properties ring = new Properties();
        try {
            ring.load(new StringReader(files.read(RING)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        KeyRing opened = new KeyRing(files, ring.getProperty("id", ""), parseKek(files));
        Set<String> named =
                new TreeSet<>(Arrays.asList(ring.getProperty("keysets", "").split(",")));
        named.remove("");
        if (opened.id.isEmpty() || !"1".equals(ring.getProperty("format"))) {
            throw damaged(files, RING, null);
        }
        named.forEach(name -> opened.keysets.put(name, opened.readKeyset(name)));
        opened.addMissing(named);
        return opened;
    }

    private static KeyRing create(KeyFiles files) {
        KeysetHandle kek = files.has(KEK) ? parseKek(files) : KeyMaking.generate(KeyUse.CIPHER.parameters());
        KeyRing made = new KeyRing(files, UUID.randomUUID().toString(), kek);
        made.writeKek(kek);
        made.addMissing(Set.of());
        return made;
    }

    /** Makes the keys of data classes that this ring does not know yet, then names them all. */
    private void addMissing(Collection<String> named) {
        Map<String, KeyUse> wanted = new TreeMap<>();
        for (DataClass dataClass : DataClass.values()) {
            dataClass.uses().forEach(use -> wanted.put(dataClass.keysetName(use), use));
        }
        wanted.keySet().removeAll(named);
        wanted.forEach((name, use) -> {
            keep(name, KeyMaking.generate(use.parameters()));
        });
        if (!wanted.isEmpty()) {
            files.write(
                    RING,
                    "# The ring of keys of one installation. Keep a copy of this directory apart from the data.\n"
                            + "format=1\nid=" + id + "\nkeysets=" + String.join(",", new TreeSet<>(keysets.keySet()))
                            + "\n");
        }
    }

    private Keyset readKeyset(String name) {
        String file = file(name);
        try {
            Instant changedAt = files.changedAt(file);
            return new Keyset(
                    TinkJsonProtoKeysetFormat.parseEncryptedKeyset(files.read(file), kekCipher(), context(name)),
                    changedAt);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw e instanceof KeyRingException known ? known : damaged(files, file, e);
        }
    }

    private void keep(String name, KeysetHandle handle) {
        try {
            files.write(
                    file(name), TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(handle, kekCipher(), context(name)));
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("The keys " + name + " cannot be wrapped.", e);
        }
        keysets.put(name, new Keyset(handle, files.changedAt(file(name))));
    }

    private static String file(String name) {
        return name + ".json";
    }

    private void writeKek(KeysetHandle handle) {
        try {
            files.write(KEK, TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("The key-encryption key cannot be written.", e);
        }
    }

    private static KeysetHandle parseKek(KeyFiles files) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(files.read(KEK), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw e instanceof KeyRingException known ? known : damaged(files, KEK, null);
        }
    }

    private Aead kekCipher() {
        return KeyMaking.primitive(kek, Aead.class);
    }

    /** Binds a wrapped keyset to its name, so that files cannot be exchanged for one another. */
    private static byte[] context(String name) {
        return ("kithwork|keyset|" + name).getBytes(StandardCharsets.UTF_8);
    }

    private static KeyRingException damaged(KeyFiles files, String file, @Nullable Throwable e) {
        return new KeyRingException(
                "The key file " + files.directory().resolve(file)
                        + " is damaged or belongs to other keys. Restore the whole directory from the copy of the keys.",
                e);
    }

    private static void register() {
        try {
            AeadConfig.register();
            StreamingAeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("This Java runtime lacks AES-GCM or HMAC-SHA-256.", e);
        }
    }
}
