package org.kithwork.core.internal.protection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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

    private final KeyFiles files;
    private final String id;
    private final Map<String, KeysetHandle> keysets = new ConcurrentHashMap<>();
    private final Map<String, Object> primitives = new ConcurrentHashMap<>();
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
            KeysetHandle both = withNewKey(kek, KeyUse.CIPHER.parameters());
            writeKek(both);
            kek = both;
            keysets.forEach(this::writeKeyset);
            KeysetHandle renewed = onlyPrimary(both);
            writeKek(renewed);
            kek = renewed;
        });
    }

    /** Adds a key to a data class: from now on it writes, the earlier ones still read. */
    public void renew(DataClass dataClass) {
        files.alone(() -> dataClass.uses().forEach(use -> {
            String name = dataClass.keysetName(use);
            KeysetHandle renewed = withNewKey(keyset(name), use.parameters());
            writeKeyset(name, renewed);
            keysets.put(name, renewed);
            primitives.remove(name);
        }));
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

    private <T> T primitive(String name, Class<T> type) {
        Object known = primitives.get(name);
        if (known == null) {
            known = primitiveOf(keyset(name), type);
            primitives.put(name, known);
        }
        return type.cast(known);
    }

    private KeysetHandle keyset(String name) {
        KeysetHandle handle = keysets.get(name);
        if (handle == null) {
            throw new KeyRingException("The ring of keys in " + files.directory() + " has no keys " + name + ".");
        }
        return handle;
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
        KeysetHandle kek = files.has(KEK) ? parseKek(files) : generate(KeyUse.CIPHER.parameters());
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
            KeysetHandle made = generate(use.parameters());
            writeKeyset(name, made);
            keysets.put(name, made);
        });
        if (!wanted.isEmpty()) {
            files.write(
                    RING,
                    "# The ring of keys of one installation. Keep a copy of this directory apart from the data.\n"
                            + "format=1\nid=" + id + "\nkeysets=" + String.join(",", new TreeSet<>(keysets.keySet()))
                            + "\n");
        }
    }

    private KeysetHandle readKeyset(String name) {
        String file = name + ".json";
        try {
            return TinkJsonProtoKeysetFormat.parseEncryptedKeyset(files.read(file), kekCipher(), context(name));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw e instanceof KeyRingException known ? known : damaged(files, file, e);
        }
    }

    private void writeKeyset(String name, KeysetHandle handle) {
        try {
            files.write(
                    name + ".json",
                    TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(handle, kekCipher(), context(name)));
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("The keys " + name + " cannot be wrapped.", e);
        }
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
        return primitiveOf(kek, Aead.class);
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

    private static KeysetHandle generate(Parameters parameters) {
        try {
            return KeysetHandle.generateNew(parameters);
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("A new key cannot be made.", e);
        }
    }

    private static KeysetHandle withNewKey(KeysetHandle handle, Parameters parameters) {
        try {
            return KeysetHandle.newBuilder(handle)
                    .addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                            .withRandomId()
                            .makePrimary())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("A new key cannot be made.", e);
        }
    }

    private static KeysetHandle onlyPrimary(KeysetHandle handle) {
        try {
            KeysetHandle.Entry primary = handle.getPrimary();
            return KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(primary.getKey())
                            .withFixedId(primary.getId())
                            .makePrimary())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("The earlier key cannot be taken out.", e);
        }
    }

    private static <T> T primitiveOf(KeysetHandle handle, Class<T> type) {
        try {
            return handle.getPrimitive(RegistryConfiguration.get(), type);
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("These keys cannot be used as " + type.getSimpleName() + ".", e);
        }
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
