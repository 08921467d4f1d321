package org.kithwork.core.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    private static final FieldRef PHONE = new FieldRef("contact-point", "value", "1");

    @TempDir
    Path home;

    private Path keys;
    private Path data;

    @BeforeEach
    void places() {
        keys = home.resolve("keys");
        data = home.resolve("data");
    }

    private KeyRing open() {
        return KeyRing.open(keys, data, true);
    }

    private static int renew(KeyRing ring, DataClass dataClass, KeyUse use) {
        int id = ring.newKeyId(dataClass, use);
        ring.renew(dataClass, use, id);
        return id;
    }

    @Test
    void aNewRingIsReadableByItsOwnerAlone() throws IOException {
        open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(keys)) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeGreaterThan(10);
            for (Path file : all) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void theSameKeysComeBack() {
        KeyRing first = open();
        String stored = new FieldCipher(first).encrypt(DataClass.CONTACT, PHONE, "13812345678");
        String index = new BlindIndex(first).of(DataClass.CONTACT, "PHONE", "+8613812345678");
        KeyRing second = KeyRing.open(keys, data, false);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(new FieldCipher(second).decrypt(DataClass.CONTACT, PHONE, stored))
                .isEqualTo("13812345678");
        assertThat(new BlindIndex(second).of(DataClass.CONTACT, "PHONE", "+8613812345678"))
                .isEqualTo(index);
    }

    @Test
    void noRingIsMadeWhereDataIsStoredAlready() {
        assertThatThrownBy(() -> KeyRing.open(keys, data, false))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("Restore it from the copy of the keys");
        assertThat(keys).doesNotExist();
    }

    @Test
    void keysAndDataMayNotLieInOneAnother() throws IOException {
        assertThatThrownBy(() -> KeyRing.open(data.resolve("keys"), data, true))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("KITHWORK_KEYS");
        assertThatThrownBy(() -> KeyRing.open(data, data, true)).isInstanceOf(KeyRingException.class);
        assertThatThrownBy(() -> KeyRing.open(keys, keys.resolve("data"), true)).isInstanceOf(KeyRingException.class);
        assertThatThrownBy(() -> KeyRing.open(data.resolve("../data/keys"), data, true))
                .isInstanceOf(KeyRingException.class);
        Files.createDirectories(data);
        Files.createSymbolicLink(keys, data);
        assertThatThrownBy(() -> KeyRing.open(keys.resolve("below"), data, true))
                .isInstanceOf(KeyRingException.class);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    @DisplayName("S-22: a key file that is open to others is refused, with the remedy")
    void aKeyFileOpenToOthersIsRefusedWithTheRemedy() throws IOException {
        open();
        for (String file : List.of("kek.json", "contact.cipher.json", "ring.properties")) {
            for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-----w-")) {
                Path path = keys.resolve(file);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
                assertThatThrownBy(this::open)
                        .isInstanceOf(KeyRingException.class)
                        .hasMessageContaining("chmod 600 " + path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
        }
        Files.setPosixFilePermissions(keys.resolve("kek.json"), PosixFilePermissions.fromString("r--------"));
        open();
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThatThrownBy(this::open).isInstanceOf(KeyRingException.class).hasMessageContaining("chmod 700");
    }

    @Test
    void aMissingOrForeignFileIsNeverReplaced() throws IOException {
        open();
        Path contact = keys.resolve("contact.cipher.json");
        byte[] kept = Files.readAllBytes(contact);
        Files.delete(contact);
        assertThatThrownBy(this::open).isInstanceOf(KeyRingException.class).hasMessageContaining("is missing");
        Files.copy(keys.resolve("note.cipher.json"), contact);
        assertThatThrownBy(this::open).isInstanceOf(KeyRingException.class).hasMessageContaining("damaged");
        Files.writeString(contact, "{");
        assertThatThrownBy(this::open).isInstanceOf(KeyRingException.class).hasMessageContaining("damaged");
        Files.write(contact, kept);
        open();
    }

    @Test
    void aClassOfALaterReleaseGetsItsKeysAndTheOthersStay() throws IOException {
        KeyRing first = open();
        String stored = new FieldCipher(first).encrypt(DataClass.CONTACT, PHONE, "1");
        Path ring = keys.resolve("ring.properties");
        Files.writeString(ring, Files.readString(ring).replace("note.cipher,", ""));
        Files.delete(keys.resolve("note.cipher.json"));
        KeyRing second = KeyRing.open(keys, data, false);
        assertThat(new FieldCipher(second).decrypt(DataClass.CONTACT, PHONE, stored))
                .isEqualTo("1");
        assertThat(new FieldCipher(second).encrypt(DataClass.NOTE, PHONE, "1")).isNotEmpty();
        assertThat(Files.readString(ring)).contains("note.cipher");
    }

    @Test
    @DisplayName("CORE-15, S-22: renewed keys write, and earlier ones still read")
    void renewedKeysWriteAndEarlierOnesStillRead() {
        KeyRing ring = open();
        FieldCipher cipher = new FieldCipher(ring);
        BlindIndex index = new BlindIndex(ring);
        String stored = cipher.encrypt(DataClass.CONTACT, PHONE, "1");
        String indexed = index.of(DataClass.CONTACT, "PHONE", "1");
        renew(ring, DataClass.CONTACT, KeyUse.CIPHER);
        renew(ring, DataClass.CONTACT, KeyUse.INDEX);
        for (KeyRing each : List.of(ring, KeyRing.open(keys, data, false))) {
            FieldCipher renewed = new FieldCipher(each);
            assertThat(renewed.decrypt(DataClass.CONTACT, PHONE, stored)).isEqualTo("1");
            assertThat(renewed.encrypt(DataClass.CONTACT, PHONE, "1").substring(0, 6))
                    .isNotEqualTo(stored.substring(0, 6));
            assertThat(new BlindIndex(each).of(DataClass.CONTACT, "PHONE", "1")).isNotEqualTo(indexed);
            assertThat(new BlindIndex(each).candidates(DataClass.CONTACT, "PHONE", "1"))
                    .hasSize(2)
                    .contains(indexed);
        }
    }

    @Test
    void renewingTheKeyEncryptionKeyTouchesNoData() throws IOException {
        KeyRing ring = open();
        String stored = new FieldCipher(ring).encrypt(DataClass.CONTACT, PHONE, "1");
        String kek = Files.readString(keys.resolve("kek.json"));
        ring.renewKeyEncryptionKey();
        assertThat(Files.readString(keys.resolve("kek.json"))).isNotEqualTo(kek);
        KeyRing again = KeyRing.open(keys, data, false);
        assertThat(new FieldCipher(again).decrypt(DataClass.CONTACT, PHONE, stored))
                .isEqualTo("1");
        Files.writeString(keys.resolve("kek.json"), kek);
        assertThatThrownBy(this::open).isInstanceOf(KeyRingException.class);
    }

    @Test
    @DisplayName("S-22: wherever the renewal of the key-encryption key breaks off, every value stays readable")
    void s22KilledBetweenFiles() throws IOException {
        KeyRing ring = open();
        String note = new FieldCipher(ring).encrypt(DataClass.NOTE, PHONE, "1");
        String secret = new FieldCipher(ring).encrypt(DataClass.SECRET, PHONE, "2");
        List<String> names;
        try (Stream<Path> files = Files.list(keys)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .toList();
        }
        assertThat(names).hasSizeGreaterThan(10).contains("kek.json");
        for (String name : names) {
            // What stands where the draft of a file is to be written ends the renewal there, as a kill would.
            Path obstacle = Files.createDirectories(keys.resolve(name + ".new/in-the-way"));
            assertThatThrownBy(ring::renewKeyEncryptionKey).isInstanceOf(KeyRingException.class);
            Files.delete(obstacle);
            Files.delete(obstacle.getParent());
            for (KeyRing each : List.of(ring, KeyRing.open(keys, data, false))) {
                assertThat(new FieldCipher(each).decrypt(DataClass.NOTE, PHONE, note))
                        .as(name)
                        .isEqualTo("1");
                assertThat(new FieldCipher(each).decrypt(DataClass.SECRET, PHONE, secret))
                        .as(name)
                        .isEqualTo("2");
            }
        }
        ring.renewKeyEncryptionKey();
        assertThat(new FieldCipher(KeyRing.open(keys, data, false)).decrypt(DataClass.NOTE, PHONE, note))
                .isEqualTo("1");
    }

    @Test
    @DisplayName("S-22: a process reads what another one has written with a key it has renewed meanwhile")
    void s22TwoProcesses() {
        KeyRing one = open();
        KeyRing other = KeyRing.open(keys, data, false);
        renew(one, DataClass.NOTE, KeyUse.CIPHER);
        one.renewKeyEncryptionKey();
        String stored = new FieldCipher(one).encrypt(DataClass.NOTE, PHONE, "1");
        assertThat(new FieldCipher(other).decrypt(DataClass.NOTE, PHONE, stored))
                .isEqualTo("1");

        int second = renew(one, DataClass.NOTE, KeyUse.CIPHER);
        int third = renew(other, DataClass.NOTE, KeyUse.CIPHER);
        assertThat(KeyRing.open(keys, data, false).keys(DataClass.NOTE, KeyUse.CIPHER))
                .extracting(StoredKey::id)
                .startsWith(third)
                .contains(second)
                .hasSize(4);
    }

    @Test
    @DisplayName("S-22: a key that was taken out reads no more, the one that writes is never taken out")
    void s22Retired() {
        KeyRing ring = open();
        FieldCipher cipher = new FieldCipher(ring);
        String before = cipher.encrypt(DataClass.NOTE, PHONE, "1");
        assertThat(cipher.isCurrent(DataClass.NOTE, before)).isTrue();
        renew(ring, DataClass.NOTE, KeyUse.CIPHER);
        assertThat(cipher.isCurrent(DataClass.NOTE, before)).isFalse();
        String after = cipher.encrypt(DataClass.NOTE, PHONE, "1");
        ring.retire(
                DataClass.NOTE,
                KeyUse.CIPHER,
                ring.keys(DataClass.NOTE, KeyUse.CIPHER).stream()
                        .map(StoredKey::id)
                        .toList());
        assertThat(cipher.decrypt(DataClass.NOTE, PHONE, after)).isEqualTo("1");
        assertThatThrownBy(() -> cipher.decrypt(DataClass.NOTE, PHONE, before)).isInstanceOf(DecryptionException.class);
    }

    @Test
    void manyOpenersOfANewDirectoryGetOneRing() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> ids = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                ids.add(pool.submit(() -> open().id()));
            }
            for (Future<String> id : ids) {
                assertThat(id.get()).isEqualTo(ids.get(0).get());
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
