package org.kithwork.core.internal.outbound.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.stream.RawField;
import org.jspecify.annotations.Nullable;

/** A mail as it goes over the wire (RFC 5322). It says that a machine wrote it, so that no machine answers (RFC 3834). */
final class Letter {

    private Letter() {}

    /** The lines of the mail, in seven bits but for addresses that have more. */
    static byte[] write(MailRoute route, MailContent content, String id, Instant now) {
        var from = mailbox(route.senderName(), route.sender());
        var domain = from.getDomain();
        try (var bytes = new ByteArrayOutputStream()) {
            var message = Message.Builder.of()
                    .setFrom(from)
                    .setTo(mailbox(null, content.to()))
                    .setSubject(content.subject())
                    .setDate(Date.from(now))
                    .setMessageId("<" + id + "@" + domain + ">")
                    .addField(new RawField("Auto-Submitted", "auto-generated"))
                    .addField(new RawField("X-Auto-Response-Suppress", "All"))
                    .addField(new RawField("Content-Language", content.language()))
                    .setBody(content.text().replace("\r\n", "\n").replace("\n", "\r\n"), StandardCharsets.UTF_8)
                    .setContentTransferEncoding("base64")
                    .build();
            new DefaultMessageWriter().writeMessage(message, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mailbox mailbox(@Nullable String name, String address) {
        var at = address.lastIndexOf('@');
        return new Mailbox(name, address.substring(0, at), address.substring(at + 1));
    }
}
