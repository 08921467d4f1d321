package org.kithwork.link.spi;

import java.util.Set;
import org.kithwork.permission.Permission;
import org.osgi.annotation.versioning.ConsumerType;

/** What a personal link is for. A component of the module that serves it; links wait while the module is away. */
@ConsumerType
public interface LinkPurpose {

    /** The word of the module, a colon and a word, such as {@code archives:calendar}; never changes. */
    String name();

    /**
     * The rights that go with the link, each of them to view: who makes one holds them all, and whoever has the address acts with
     * these alone. A purpose that names none, or another action than {@code view}, is none.
     */
    Set<Permission> rights();

    /** The path of a link below {@code /public/<word of the module>/}; the secret needs no escaping. */
    String path(String secret);
}
