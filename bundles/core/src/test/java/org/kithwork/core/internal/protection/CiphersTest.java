package org.kithwork.core.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kithwork.core.internal.SharedData;

class CiphersTest {
    private static final FieldRef PLACE = new FieldRef("contact-point", "value", "1");

    @TempDir
    Path home;

    private FieldCipher cipher;
    private BlindIndex index;
    private FileCipher files;

    @BeforeEach
    void open() {
        KeyRing ring = KeyRing.open(home.resolve("keys"), home.resolve("data"), true);
        cipher = new FieldCipher(ring);
        index = new BlindIndex(ring);
        files = new FileCipher(ring);
    }

    @Test
    void whatIsEncryptedComesBackAndNeverLooksTheSame() {
        SharedData.json("strings/blns.json").forEach(node -> {
            String text = node.asText();
            String stored = cipher.encrypt(DataClass.NOTE, PLACE, text);
            assertThat(cipher.decrypt(DataClass.NOTE, PLACE, stored)).isEqualTo(text);
            assertThat(cipher.encrypt(DataClass.NOTE, PLACE, text)).isNotEqualTo(stored);
            assertThat(stored).matches("[A-Za-z0-9_-]+");
            assertThat(stored.length()).isLessThanOrEqualTo(FieldCipher.longest(text.codePointCount(0, text.length())));
        });
    }

    @Test
    void aPhoneNumberTakes59CharactersAndTheBoundIsReached() {
        assertThat(cipher.encrypt(DataClass.CONTACT, PLACE, "13812345678")).hasSize(59);
        for (int points = 0; points < 60; points++) {
            assertThat(cipher.encrypt(DataClass.CONTACT, PLACE, "𠮷".repeat(points)))
                    .hasSize(FieldCipher.longest(points));
        }
    }

    @Test
    @DisplayName("CORE-15, S-20: a value in another row, field, entity or class does not decrypt")
    void aValueInAnotherRowFieldEntityOrClassDoesNotDecrypt() {
        String stored = cipher.encrypt(DataClass.CONTACT, PLACE, "13812345678");
        for (FieldRef other : new FieldRef[] {
            new FieldRef("contact-point", "value", "2"),
            new FieldRef("contact-point", "raw", "1"),
            new FieldRef("customer", "value", "1")
        }) {
            assertThatThrownBy(() -> cipher.decrypt(DataClass.CONTACT, other, stored))
                    .isInstanceOf(DecryptionException.class)
                    .hasMessageNotContaining("138");
        }
        assertThatThrownBy(() -> cipher.decrypt(DataClass.NOTE, PLACE, stored)).isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> new FieldRef("a|b", "c", "d")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyChangedBitIsNoticed() {
        byte[] sealed = Base64.getUrlDecoder().decode(cipher.encrypt(DataClass.CONTACT, PLACE, "13812345678"));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String stored = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThatThrownBy(() -> cipher.decrypt(DataClass.CONTACT, PLACE, stored))
                    .isInstanceOf(DecryptionException.class);
        }
        assertThatThrownBy(() -> cipher.decrypt(DataClass.CONTACT, PLACE, "not base64!"))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> cipher.decrypt(DataClass.CONTACT, PLACE, "")).isInstanceOf(DecryptionException.class);
    }

    @Test
    @DisplayName("S-21: an index depends on value, field, class and domain")
    void anIndexDependsOnValueFieldClassAndDomain() {
        Set<String> all = new HashSet<>();
        for (DataClass dataClass :
                new DataClass[] {DataClass.CONTACT, DataClass.IDENTITY_NUMBER, DataClass.SUPPRESSION}) {
            for (String field : new String[] {"PHONE", "EMAIL"}) {
                for (String value : new String[] {"1234", "+8613812341234", ""}) {
                    all.add(index.of(dataClass, field, value));
                }
                all.add(index.ofLastFour(dataClass, field, "1234"));
            }
        }
        assertThat(all).hasSize(24).allMatch(each -> each.length() == BlindIndex.LENGTH);
        assertThat(index.of(DataClass.CONTACT, "PHONE", "1234"))
                .isEqualTo(index.of(DataClass.CONTACT, "PHONE", "1234"));
        assertThat(index.candidates(DataClass.CONTACT, "PHONE", "1234"))
                .containsExactly(index.of(DataClass.CONTACT, "PHONE", "1234"));
        assertThat(index.lastFourCandidates(DataClass.CONTACT, "PHONE", "1234"))
                .containsExactly(index.ofLastFour(DataClass.CONTACT, "PHONE", "1234"));
        assertThatThrownBy(() -> index.ofLastFour(DataClass.CONTACT, "PHONE", "123x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> index.of(DataClass.NOTE, "x", "y")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void indexesOfManyNumbersDoNotCollide() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            seen.add(index.of(DataClass.CONTACT, "PHONE", "+86138" + (10_000_000 + i)));
        }
        assertThat(seen).hasSize(100_000);
    }

    @Test
    void aFileStreamsThroughAndItsEveryHarmIsNoticed() throws IOException {
        byte[] clear = new byte[3 * 1024 * 1024 + 17];
        new Random(1).nextBytes(clear);
        FieldRef upload = new FieldRef("upload", "content", "1");
        byte[] sealed = seal(upload, clear);
        assertThat(sealed.length - clear.length).isLessThan(200);
        assertThat(unseal(upload, sealed)).isEqualTo(clear);
        assertThat(unseal(upload, seal(upload, new byte[0]))).isEmpty();

        assertThatThrownBy(() -> unseal(new FieldRef("upload", "content", "2"), sealed))
                .isInstanceOf(IOException.class);
        for (int at : new int[] {3, 100, 1_500_000, sealed.length - 1}) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> unseal(upload, changed)).isInstanceOf(IOException.class);
        }
        for (int length : new int[] {0, 10, 1024 * 1024, 2 * 1024 * 1024, sealed.length - 1}) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> unseal(upload, cut)).isInstanceOf(IOException.class);
        }
    }

    private byte[] seal(FieldRef place, byte[] clear) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (OutputStream stream = files.encrypt(DataClass.UPLOAD, place, target)) {
            stream.write(clear);
        }
        return target.toByteArray();
    }

    private byte[] unseal(FieldRef place, byte[] sealed) throws IOException {
        try (InputStream stream = files.decrypt(DataClass.UPLOAD, place, new ByteArrayInputStream(sealed))) {
            return stream.readAllBytes();
        }
    }
}
