package org.kithwork.core.internal.importing.reader;

/** A file that cannot be read as a table; the code and the line go to the user. */
public final class CsvException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why; the code goes to the caller. */
    public enum Fault {
        /** No row at all. */
        EMPTY("csv-empty"),
        /** An archive that is no workbook, or one in another format. */
        WORKBOOK("csv-is-workbook"),
        /** A workbook in the format before 2007. */
        WORKBOOK_OLD("workbook-old"),
        /** A workbook that asks for a password. */
        WORKBOOK_ENCRYPTED("workbook-encrypted"),
        /** A workbook with programs in it. */
        WORKBOOK_MACROS("workbook-macros"),
        /** A workbook that is damaged, or made to do harm. */
        WORKBOOK_BROKEN("workbook-broken"),
        /** A workbook that holds more than can be read. */
        WORKBOOK_TOO_LARGE("workbook-too-large"),
        /** A sheet or the row of the header was named, and the file has no sheets. */
        NO_SHEETS("sheet-unsupported"),
        /** No sheet of this name or number. */
        SHEET_UNKNOWN("sheet-unknown"),
        /** A vCard file that holds no card, or one that is too long. */
        CARDS_BROKEN("cards-broken"),
        /** A mail that cannot be read, or has no sender. */
        MAIL_BROKEN("mail-broken"),
        /** Bytes that are no text. */
        NOT_TEXT("csv-not-text"),
        /** An encoding of a name that is not known. */
        ENCODING_UNKNOWN("csv-encoding-unknown"),
        /** A separator that is none. */
        SEPARATOR_UNKNOWN("csv-separator-unknown"),
        /** More than {@value CsvSource#MOST_COLUMNS} columns. */
        TOO_MANY_COLUMNS("csv-too-many-columns"),
        /** A quoted cell that never ends, or text after a closing quote. */
        QUOTES("csv-quotes"),
        /** The bytes at the place to go on from are not the beginning of a row: the file is another one. */
        MOVED("csv-moved");

        private final String code;

        Fault(String code) {
            this.code = code;
        }

        /** The code of the fault in a problem. */
        public String code() {
            return code;
        }
    }

    private final Fault fault;
    private final long line;

    /** A fault of the file as a whole. */
    public CsvException(Fault fault, String message) {
        this(fault, 0, message);
    }

    CsvException(Fault fault, long line, String message) {
        super(message);
        this.fault = fault;
        this.line = line;
    }

    CsvException(Fault fault, long line, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
        this.line = line;
    }

    /** What is wrong with the file. */
    public Fault fault() {
        return fault;
    }

    /** The line of the file where it shows, counted from 1; 0 for the file as a whole. */
    public long line() {
        return line;
    }
}
