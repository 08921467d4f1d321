package org.kithwork.company;

import java.time.ZoneId;
import java.util.Currency;
import org.osgi.annotation.versioning.ProviderType;

/** What holds for the whole installation where nothing narrower is said. Asks no right; read it when it is needed. */
@ProviderType
public interface Company {

    /** The zone of days and times that name none. */
    ZoneId zone();

    /** The currency of amounts that name none, and of reports. */
    Currency currency();
}
