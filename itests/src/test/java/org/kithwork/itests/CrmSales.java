package org.kithwork.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The accounts and opportunities of a seller of hardware. Accounts have their name as number too, since opportunities name
 * them by it. Won opportunities are purchases too; open ones are none yet, and lost ones never will be.
 */
record CrmSales(String accounts, String pipeline) {

    /** How accounts are read; the misspelt words are read as what they mean. */
    static final String ACCOUNTS = """
            {"kind": "customers", "source": "crm", "customerKind": "ORGANISATION",
             "mapping": {"number": "identifier:crm", "account": "fullName", "sector": "field:sector",
                         "office_location": "field:office", "employees": "field:employees"}%s}
            """;

    /** A country that is misspelt; the misspelt sector stays an error. */
    static final String OFFICE_WORDS = """
            , "values": {"office_location": {"Philipines": "Philippines"}}
            """;

    static final String ACCOUNT_WORDS = """
            , "values": {"sector": {"technolgy": "technology"}, "office_location": {"Philipines": "Philippines"}}
            """;

    static final String PIPELINE = """
            {"kind": "purchases", "source": "crm", "currency": "USD",
             "mapping": {"opportunity_id": "externalId", "account": "identifier:crm", "close_date": "at",
                         "close_value": "amount", "product": "product"},
             "values": {"product": {"GTXPro": "GTX Pro"}}}
            """;

    /** How all of them are read into the stages of a pipeline of their own. */
    static final String OPPORTUNITIES = """
            {"kind": "opportunities", "source": "crm", "currency": "CNY", "pipeline": "Hardware", "lostReason": "OTHER",
             "owners": "ME",
             "mapping": {"opportunity_id": "externalId", "account": "identifier:crm", "sales_agent": "owner",
                         "product": "product", "deal_stage": "stage", "engage_date": "openedAt",
                         "close_date": "decidedAt", "close_value": "amount"},
             "values": {"product": {"GTXPro": "GTX Pro"}}}
            """;

    /** The stages that the file names. */
    static final String HARDWARE = """
            {"name": {"en": "Hardware"},
             "stages": [{"name": {"en": "Prospecting"}, "probability": 10}, {"name": {"en": "Engaging"}, "probability": 40},
                        {"name": {"en": "Won"}, "kind": "WON"}, {"name": {"en": "Lost"}, "kind": "LOST"}]}
            """;

    /** The sectors as they are spelt right. */
    static final List<String> SECTORS = List.of(
            "employment",
            "entertainment",
            "finance",
            "marketing",
            "medical",
            "retail",
            "services",
            "software",
            "technology",
            "telecommunications");

    static CrmSales read(Path folder) {
        try {
            var accounts = Files.readAllLines(folder.resolve("accounts.csv"));
            return new CrmSales(
                    accounts.stream()
                            .map(line -> (line.startsWith("account,") ? "number" : line.split(",")[0]) + "," + line)
                            .collect(Collectors.joining("\n", "", "\n")),
                    Files.readString(folder.resolve("sales_pipeline.csv")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The header and the opportunities in these stages. */
    String opportunities(Set<String> stages) {
        return pipeline.lines()
                .filter(line -> line.startsWith("opportunity_id,") || stages.contains(line.split(",")[4]))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
