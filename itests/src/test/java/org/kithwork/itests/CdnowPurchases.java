package org.kithwork.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The purchases of the CDNOW sample: a line holds, between blanks, the customer's number, his number in the sample, the
 * day as yyyymmdd, how many CDs, and what they cost. As a file to import it is the same with a header and commas, the
 * first number left out; {@link #OPTIONS} is the mapping that {@code docs/imports.md} describes.
 */
record CdnowPurchases(List<Purchase> purchases) {

    static final String OPTIONS = """
            {"kind": "purchases", "source": "cdnow",
             "mapping": {"customer": "identifier:cdnow", "date": "at", "CDs": "quantity", "dollars": "amount"},
             "customers": "CREATE", "currency": "USD", "zone": "America/New_York"}
            """;

    /** A line of the sample. */
    record Purchase(String customer, String day, int pieces, BigDecimal dollars) {

        private static Purchase of(String line) {
            var cells = line.strip().split(" +");
            return new Purchase(cells[1], cells[2], Integer.parseInt(cells[3]), new BigDecimal(cells[4]));
        }

        private String csv() {
            return customer + "," + day + "," + pieces + "," + dollars;
        }
    }

    static CdnowPurchases read(Path sample) {
        try (var lines = Files.lines(sample)) {
            return new CdnowPurchases(
                    lines.filter(line -> !line.isBlank()).map(Purchase::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file to import. */
    String csv() {
        return purchases.stream()
                .map(Purchase::csv)
                .collect(Collectors.joining("\n", "customer,date,CDs,dollars\n", "\n"));
    }
}
