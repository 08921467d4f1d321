package org.kithwork.core.internal.protection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds of data that have keys of their own, so that losing or renewing one key touches one kind. */
public enum DataClass {
    /** Phone numbers, e-mail and postal addresses. */
    CONTACT(KeyUse.CIPHER, KeyUse.INDEX),
    /** Identity cards, passports and the like. */
    IDENTITY_NUMBER(KeyUse.CIPHER, KeyUse.INDEX),
    /** Free text about a customer. */
    NOTE(KeyUse.CIPHER),
    /** Earlier values of sensitive fields. */
    HISTORY(KeyUse.CIPHER),
    /** Sensitive values in the audit, and digests by which equal values can be told. */
    AUDIT(KeyUse.CIPHER, KeyUse.INDEX),
    /** Data of jobs; it expires. */
    JOB(KeyUse.CIPHER),
    /** Stored answers to idempotent requests; they expire. */
    ANSWER(KeyUse.CIPHER, KeyUse.INDEX),
    /** Secrets that the installation itself keeps, such as those of second factors and webhooks. */
    SECRET(KeyUse.CIPHER),
    /** What must be recognised after an erasure and by nothing else: suppressed contact points, erased ids. */
    SUPPRESSION(KeyUse.INDEX),
    /** Uploaded files; they expire. */
    UPLOAD(KeyUse.STREAM),
    /** Copies made for a person or for safety. */
    BACKUP(KeyUse.STREAM);

    private final Set<KeyUse> uses;

    DataClass(KeyUse... uses) {
        this.uses = Set.copyOf(List.of(uses));
    }

    Set<KeyUse> uses() {
        return uses;
    }

    /** What people call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The class of this word. */
    public static Optional<DataClass> of(String word) {
        return Arrays.stream(values())
                .filter(dataClass -> dataClass.word().equals(word))
                .findFirst();
    }

    /** The use whose key can be renewed; none where there are only keyed hashes. */
    Optional<KeyUse> renewable() {
        return uses.stream().filter(use -> use != KeyUse.INDEX).findFirst();
    }

    /**
     * Whether an earlier key can go one day. Not that of the audit, whose chain goes over what is sealed; nor that of
     * copies, which lie where nobody can count them.
     */
    boolean retires() {
        return this != AUDIT && this != BACKUP;
    }

    /** The name of the file, without its ending, that holds the keys of one use. */
    String keysetName(KeyUse use) {
        if (!uses.contains(use)) {
            throw new IllegalArgumentException(this + " has no keys for " + use);
        }
        return (name() + "." + use.name()).toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
