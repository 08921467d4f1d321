package org.kithwork.core.internal.exporting;

/** What a file of customers looks like. */
public enum ExportFormat {
    /** A table for spreadsheets, one row a customer. */
    CSV("csv", "text/csv"),
    /** One JSON object a line, as REST shows a customer. */
    JSONL("jsonl", "application/jsonl"),
    /** Cards for the address books of today. */
    VCARD4("vcf", "text/vcard"),
    /** Cards for old telephones. */
    VCARD3("vcf", "text/vcard");

    private final String ending;
    private final String type;

    ExportFormat(String ending, String type) {
        this.ending = ending;
        this.type = type;
    }

    String ending() {
        return ending;
    }

    String type() {
        return type;
    }

    boolean isCards() {
        return this == VCARD3 || this == VCARD4;
    }
}
