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
        ring.renew(DataClass.CONTACT);
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
