package org.kithwork.core.internal.importing.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** What a mail says, as far as an interaction keeps it. Its attachments are named and not read. */
final class Mail {

    static final int LONGEST_SUBJECT = 300;
    static final int LONGEST_BODY = 5_800;

    /** An identifier of an interaction is no longer. */
    private static final int LONGEST_KEY = 200;

    private static final int MOST_PARTIES = 100;
    private static final int MOST_TEXT = 1 << 20;
    private static final MimeConfig LENIENT = new MimeConfig.Builder()
            .setStrictParsing(false)
            .setMaxLineLen(1 << 20)
            .setMaxHeaderLen(1 << 20)
            .setMaxHeaderCount(10_000)
            .build();

    private static final Charset GB18030 = Charset.forName("GB18030");

    /** What programs in China mean when they name a smaller set. */
    private static final Map<Charset, Charset> MEANT =
            Map.of(Charset.forName("GB2312"), GB18030, Charset.forName("GBK"), GB18030);

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, Party> parties = new LinkedHashMap<>();
    private final List<String> attachments = new ArrayList<>();
    private @Nullable String plain;
    private @Nullable String html;

    private Mail() {}

    /**
     * Somebody whom the mail came from or went to.
     *
     * @param name as the mail shows it; the address where it shows none
     */
    record Party(String address, String name, boolean sender) {}

    static Mail read(InputStream stream) throws IOException, MimeException {
        Mail mail = new Mail();
        MimeTokenStream tokens = new MimeTokenStream(LENIENT, new DefaultBodyDescriptorBuilder());
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(stream);
        boolean top = true;
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            switch (state) {
                case T_FIELD -> {
                    if (top) {
                        mail.header(tokens.getField());
                    }
                }
                case T_END_HEADER -> top = false;
                case T_BODY -> mail.part((MaximalBodyDescriptor) tokens.getBodyDescriptor(), tokens);
                default -> {}
            }
        }
        mail.gatherParties();
        return mail;
    }

    private void header(Field field) {
        headers.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), value(field));
    }

    /** The value on one line, its words still encoded; bare bytes are UTF-8 or, failing that, Chinese. */
    private static String value(Field field) {
        ByteSequence raw = field.getRaw();
        String whole = raw == null ? ":" + field.getBody() : bare(raw.toByteArray());
        return whole.substring(whole.indexOf(':') + 1)
                .replaceAll("\\r?\\n(?=[ \\t])", "")
                .replaceAll("(?i)=\\?(?:gb2312|gbk)\\?", "=?GB18030?")
                .strip();
    }

    private static String bare(byte[] bytes) {
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        return utf8.indexOf('\uFFFD') < 0 ? utf8 : new String(bytes, GB18030);
    }

    private static String decoded(String words) {
        return DecoderUtil.decodeEncodedWords(words, DecodeMonitor.SILENT)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
    }

    private void part(MaximalBodyDescriptor part, MimeTokenStream tokens) throws IOException {
        String name = part.getContentDispositionFilename();
        if (name == null) {
            name = part.getContentTypeParameters().get("name");
        }
        boolean text =
                part.getMimeType().equals("text/plain") || part.getMimeType().equals("text/html");
        if (name != null || !text || "attachment".equals(part.getContentDispositionType())) {
            attachments.add(name == null ? part.getMimeType() : decoded(name));
            return;
        }
        String read = new String(tokens.getDecodedInputStream().readNBytes(MOST_TEXT), charset(part.getCharset()));
        if (part.getMimeType().equals("text/html")) {
            html = html == null ? read : html;
        } else {
            plain = plain == null ? read : plain + "\n" + read;
        }
    }

    private static Charset charset(@Nullable String name) {
        try {
            Charset named = name == null ? StandardCharsets.UTF_8 : Charset.forName(name.strip());
            return named.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : MEANT.getOrDefault(named, named);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private void gatherParties() {
        gather("from", true);
        gather("to", false);
        gather("cc", false);
        gather("bcc", false);
    }

    private void gather(String header, boolean sender) {
        String said = headers.getOrDefault(header, "");
        if (said.isEmpty()) {
            return;
        }
        ByteSequence bytes = ContentUtil.encode(StandardCharsets.UTF_8, said);
        for (Mailbox mailbox : LenientAddressParser.DEFAULT
                .parseAddressList(bytes, new ParserCursor(0, bytes.length()))
                .flatten()) {
            String address = mailbox.getAddress();
            if (address.contains("@") && parties.size() < MOST_PARTIES) {
                String name = mailbox.getName() == null ? "" : decoded(withBareBytes(mailbox.getName()));
                parties.putIfAbsent(
                        address.toLowerCase(Locale.ROOT), new Party(address, name.isEmpty() ? address : name, sender));
            }
        }
    }

    /** The parser decodes words that are encoded, and takes each bare byte for a character. */
    private static String withBareBytes(String name) {
        return name.chars().allMatch(unit -> unit <= 0xFF)
                ? new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : name;
    }

    /** Whom it came from and went to, the sender first. */
    List<Party> parties() {
        return List.copyOf(parties.values());
    }

    /** When it was sent, in RFC 3339; empty where it does not say. */
    String at() {
        String said = headers.getOrDefault("date", "");
        Date date = said.isEmpty()
                ? null
                : DateTimeFieldLenientImpl.PARSER
                        .parse(new RawField("Date", said), DecodeMonitor.SILENT)
                        .getDate();
        return date == null
                ? ""
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date.toInstant().atOffset(ZoneOffset.UTC));
    }

    /** Under which the mail is known with somebody; empty where it has no number. */
    String keyFor(Party party) {
        String number = headers.getOrDefault("message-id", "");
        String key = number + " " + party.address().toLowerCase(Locale.ROOT);
        return number.isEmpty()
                ? ""
                : key.length() <= LONGEST_KEY
                        ? key
                        : UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                                .toString();
    }

    /** Who stood on the other side: those it went to, or whoever wrote it. */
    String otherThan(Party party) {
        return cut(
                parties.values().stream()
                        .filter(other -> other.sender() != party.sender())
                        .map(Party::name)
                        .collect(Collectors.joining(", ")),
                LONGEST_KEY);
    }

    String subject() {
        return cut(decoded(headers.getOrDefault("subject", "")), LONGEST_SUBJECT);
    }

    /** What was written, without the markup of pages, and the names of what was attached. */
    String body() {
        String text = plain != null ? plain : html != null ? withoutMarkup(html) : "";
        String files = attachments.stream().map(name -> "\n📎 " + name).collect(Collectors.joining());
        String whole = text.replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
        return (cut(whole, Math.max(0, LONGEST_BODY - files.length())) + cut(files, LONGEST_BODY)).strip();
    }

    private static String withoutMarkup(String html) {
        Document page = Jsoup.parse(html);
        page.select("script,style,head").remove();
        page.select("p,div,tr,li,h1,h2,h3,h4").append("\n");
        return page.wholeText().replaceAll("[ \\u00A0]+", " ").replaceAll(" ?\\n ?", "\n");
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.max(0, longest - 1))) + "…";
    }
}
