package org.kithwork.archives.internal.importing;

import java.util.Locale;
import java.util.regex.Pattern;
import org.kithwork.importing.row.Cells;
import org.kithwork.importing.spi.ImportOption;
import org.kithwork.importing.spi.ImportOptions;

/** Which e-mail addresses are the company's own: those that an import names, and all of a domain that it names. */
record OwnMail(ImportOptions options) {

    private static final String OPTION = "ownMail";

    static ImportOption option() {
        return ImportOption.text(OPTION, Words.message("option.ownMail"));
    }

    /** Whether an e-mail address, or its domain, was said to be the company's own. */
    boolean isOwn(String address) {
        var own = options.option(OPTION);
        if (own == null) {
            return false;
        }
        var narrow = Cells.narrow(address).toLowerCase(Locale.ROOT);
        var domain = narrow.substring(narrow.lastIndexOf('@') + 1);
        return Pattern.compile("[,;\\s]+")
                .splitAsStream(Cells.narrow(own).toLowerCase(Locale.ROOT))
                .map(said -> said.startsWith("@") ? said.substring(1) : said)
                .anyMatch(said -> said.equals(narrow) || said.equals(domain) || domain.endsWith("." + said));
    }
}
