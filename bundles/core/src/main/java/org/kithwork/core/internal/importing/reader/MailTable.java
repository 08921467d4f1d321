package org.kithwork.core.internal.importing.reader;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;

/**
 * Writes one mail, as mail programs store it ({@code .eml}), as the table that imports read: a row for each address that
 * it came from or went to, so that each customer among them gets it. The columns are named so that they are proposed for
 * the fields of interactions.
 */
public final class MailTable {
    /** How a mail begins: with the first line of its header. */
    private static final Pattern BEGINNING = Pattern.compile(
            "(?:return-path|received(?:-spf)?|delivered-to|envelope-to|x-[a-z0-9-]+|arc-[a-z-]+|dkim-signature|"
                    + "authentication-results|message-id|mime-version|date|from|to|cc|subject|reply-to|sender|"
                    + "content-type|content-transfer-encoding|list-[a-z-]+|user-agent|thread-[a-z]+|in-reply-to|"
                    + "references)[ \t]*:.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final List<String> HEADER =
            List.of("id", "date", "channel", "direction", "customer mail", "staff", "subject", "body", "visibility");

    private final Mail mail;

    private MailTable(Mail mail) {
        this.mail = mail;
    }

    /** Whether a text that begins so is a mail. */
    public static boolean isMail(byte[] beginning) {
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        return BEGINNING
                .matcher(text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text)
                .matches();
    }

    /**
     * Reads the mail.
     *
     * @throws CsvException when it names nobody that it came from
     */
    public static MailTable open(ByteSource file) throws IOException {
        try (InputStream stream = file.open()) {
            Mail mail = Mail.read(stream);
            if (mail.parties().isEmpty()) {
                throw new CsvException(CsvException.Fault.MAIL_BROKEN, "the mail has no sender");
            }
            return new MailTable(mail);
        } catch (MimeException e) {
            throw new CsvException(CsvException.Fault.MAIL_BROKEN, 0, "the mail cannot be read", e);
        }
    }

    /** Writes the rows; {@code most} is the most bytes that may be written. */
    public CsvFormat write(OutputStream out, long most) throws IOException {
        try (CsvWriter writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new WorkbookTable.Bounded(out, most), StandardCharsets.UTF_8)) {
            writer.writeRecord(HEADER);
            for (Mail.Party party : mail.parties()) {
                writer.writeRecord(
                        mail.keyFor(party),
                        mail.at(),
                        "EMAIL",
                        party.sender() ? "IN" : "OUT",
                        party.address(),
                        mail.otherThan(party),
                        mail.subject(),
                        mail.body(),
                        "TEAM");
            }
        }
        return new CsvFormat(
                StandardCharsets.UTF_8, ',', 0, true, mail.parties().size());
    }
}
