package org.kithwork.intake.internal.site;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.Form;
import org.kithwork.intake.internal.Kiosks;
import org.kithwork.permission.StoreId;
import org.kithwork.site.Frame;

/**
 * Where a form is shown: at its public address, or on a tablet of a store, where one person follows another.
 *
 * @param pass what the tablet was opened with; {@code null} at the public address
 * @param storeId the store of the tablet
 */
record Stand(Form form, @Nullable String pass, @Nullable StoreId storeId) {

    /** How long a tablet waits after the last touch, and after thanks, in seconds. */
    static final int QUIET = 60;

    static final int THANKED = 15;

    static Stand ofPage(Form form) {
        return new Stand(form, null, null);
    }

    boolean isTablet() {
        return pass != null;
    }

    /** Where it is sent to. */
    String action() {
        return Site.HOME + (isTablet() ? "/kiosk/" : "/forms/") + form.slug();
    }

    /** Where the next person begins. */
    String start() {
        return pass == null ? action() : Kiosks.path(form, pass);
    }

    String thanks(Locale language) {
        return action() + "?sent=1&lang=" + Frame.tag(language) + more();
    }

    /** What an address of it has to say beside. */
    String more() {
        return pass == null ? "" : "&at=" + URLEncoder.encode(pass, StandardCharsets.UTF_8);
    }
}
