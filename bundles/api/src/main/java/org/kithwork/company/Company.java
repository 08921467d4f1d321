package org.kithwork.company;

import java.time.ZoneId;
import java.util.Currency;
import org.osgi.annotation.versioning.ProviderType;

/** What holds for the whole installation where nothing narrower is said. Asks no right; read it when it is needed. */
@ProviderType
public interface Company {

    /** What it calls itself, as its customers know it; "" until somebody has said so. */
    String name();

    /** The zone of days and times that name none. */
    ZoneId zone();

    /** The currency of amounts that name none, and of reports. */
    Currency currency();
}
