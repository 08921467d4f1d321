package org.kithwork.core.internal.access;

import org.kithwork.core.internal.protection.BlindIndex;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.Keys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is kept of the secret of a personal link: a hash that nobody makes without the installation's keys. */
@Component(service = LinkHash.class)
public final class LinkHash {

    private final BlindIndex index;

    @Activate
    public LinkHash(@Reference Keys keys) {
        this.index = new BlindIndex(keys.ring());
    }

    String of(String secret) {
        return index.of(DataClass.CONTACT, "personal-link", secret);
    }
}
