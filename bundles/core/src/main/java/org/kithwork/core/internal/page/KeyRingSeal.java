package org.kithwork.core.internal.page;

import java.util.Optional;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.DecryptionException;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.Keys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Seals with a key of the installation's ring, so every node opens what another one sealed. */
@Component(service = Seal.class)
public final class KeyRingSeal implements Seal {

    private static final FieldRef PLACE = new FieldRef("page", "cursor", "next");

    private final FieldCipher cipher;

    @Activate
    public KeyRingSeal(@Reference Keys keys) {
        cipher = new FieldCipher(keys.ring());
    }

    @Override
    public String seal(String text) {
        return cipher.encrypt(DataClass.SECRET, PLACE, text);
    }

    @Override
    public Optional<String> open(String sealed) {
        try {
            return Optional.of(cipher.decrypt(DataClass.SECRET, PLACE, sealed));
        } catch (DecryptionException e) {
            return Optional.empty();
        }
    }
}
