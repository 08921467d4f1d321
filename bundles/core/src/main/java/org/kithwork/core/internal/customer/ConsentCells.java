package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.consent.Decider;
import org.kithwork.consent.Decision;
import org.kithwork.consent.Purpose;
import org.kithwork.core.internal.consent.ConsentImport.Entry;
import org.kithwork.core.internal.importing.ImportTexts;
import org.kithwork.core.internal.importing.reader.Cells;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.importing.spi.ImportChoice;
import org.kithwork.importing.spi.ImportField;
import org.kithwork.importing.spi.ImportOption;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/** Reads what a row says of consents: a column for each purpose and channel, and when, with which text, by whom. */
final class ConsentCells {

    /** The option that names the version of the notice for all rows that name none. */
    static final String NOTICE = "consentNotice";

    private static final String PREFIX = "consent:";
    private static final String AT = "consentAt";
    private static final String EVIDENCE = "consentEvidence";
    private static final String BY = "consentBy";
    private static final int LONGEST_NOTICE = 60;

    private static final Map<String, Decision> DECISIONS = words(Map.of(
            Decision.GRANT,
            List.of(
                    "同意",
                    "已同意",
                    "是",
                    "接收",
                    "订阅",
                    "已订阅",
                    "允许",
                    "y",
                    "yes",
                    "true",
                    "1",
                    "grant",
                    "granted",
                    "agreed",
                    "opt-in",
                    "optin",
                    "subscribed"),
            Decision.REFUSE,
            List.of(
                    "拒绝", "已拒绝", "不同意", "否", "不接收", "拒收", "n", "no", "false", "0", "refuse", "refused", "denied",
                    "opt-out", "optout"),
            Decision.WITHDRAW,
            List.of("撤回", "已撤回", "撤回同意", "退订", "已退订", "取消", "withdraw", "withdrawn", "unsubscribe", "unsubscribed")));
    private static final Map<String, Decider> DECIDERS = words(Map.of(
            Decider.SELF, List.of("本人", "客户", "客户本人", "self", "customer"),
            Decider.GUARDIAN, List.of("监护人", "家长", "guardian", "parent"),
            Decider.STAFF, List.of("员工", "staff")));
    private static final Set<String> UNSAID = Set.of("未知", "未表态", "unknown", "-", "—");

    private ConsentCells() {}

    private static <D> Map<String, D> words(Map<D, List<String>> lists) {
        var words = new HashMap<String, D>();
        lists.forEach((meaning, list) -> list.forEach(word -> words.put(word, meaning)));
        return Map.copyOf(words);
    }

    /** The fields, those that are met most first. */
    static List<ImportField> fields() {
        var fields = new ArrayList<ImportField>();
        for (var purpose : Purpose.values()) {
            for (var channel : Channel.values()) {
                fields.add(new ImportField(
                        PREFIX + purpose + ":" + channel,
                        ImportTexts.of(
                                "field-consent",
                                ImportTexts.of("consent-purpose-" + purpose),
                                ImportTexts.of("consent-channel-" + channel)),
                        false,
                        synonyms(purpose, channel),
                        decisions()));
            }
        }
        fields.add(field(AT, "同意时间", "同意日期", "授权时间", "consent date", "consent at"));
        fields.add(field(NOTICE, "告知书版本", "隐私政策版本", "notice version", "consent version"));
        fields.add(field(EVIDENCE, "同意凭证", "consent evidence"));
        fields.add(field(BY, "同意人", "consent by").among(deciders()));
        return fields;
    }

    private static List<ImportChoice> decisions() {
        return List.of(
                choice("granted", Decision.GRANT, DECISIONS),
                choice("refused", Decision.REFUSE, DECISIONS),
                choice("withdrawn", Decision.WITHDRAW, DECISIONS),
                new ImportChoice("unknown", ImportTexts.of("consent-unsaid"), List.copyOf(UNSAID)));
    }

    private static List<ImportChoice> deciders() {
        return List.of(
                choice("customer", Decider.SELF, DECIDERS),
                choice("guardian", Decider.GUARDIAN, DECIDERS),
                choice("staff", Decider.STAFF, DECIDERS));
    }

    private static <M> ImportChoice choice(String word, M meaning, Map<String, M> meanings) {
        return ImportChoice.of(word, ImportTexts.of("consent-" + word), meaning, meanings);
    }

    private static ImportField field(String name, String... synonyms) {
        return new ImportField(name, ImportTexts.of("field-" + name), false, List.of(synonyms));
    }

    private static List<String> synonyms(Purpose purpose, Channel channel) {
        if (purpose != Purpose.MARKETING) {
            return List.of();
        }
        return switch (channel) {
            case ANY -> List.of("营销同意", "是否同意营销", "同意营销", "marketing consent", "marketing");
            case SMS -> List.of("短信营销", "短信同意", "是否接收短信", "sms consent", "sms marketing");
            case EMAIL -> List.of("邮件营销", "邮件同意", "是否接收邮件", "email consent", "email marketing");
            case PHONE -> List.of("电话营销", "电话同意", "是否接受电话");
            case IM -> List.of("微信营销", "微信同意");
            case SOCIAL -> List.of();
        };
    }

    static ImportOption option() {
        return ImportOption.text(NOTICE, ImportTexts.of("option-consentNotice"));
    }

    /** The decisions of a row; a cell that is empty, or says that nothing is known, is none. */
    static List<Entry> read(Faults faults, ImportRow row, ImportOptions options) {
        var cells = new TreeMap<String, String>();
        row.values().forEach((field, cell) -> {
            if (field.startsWith(PREFIX) && !UNSAID.contains(plain(cell))) {
                cells.put(field, cell);
            }
        });
        if (cells.isEmpty()) {
            return List.of();
        }
        var at = at(faults, row.text(AT), options);
        var decider = decider(faults, row.text(BY));
        var notice = row.text(NOTICE) == null ? options.option(NOTICE) : row.text(NOTICE);
        var evidence = row.text(EVIDENCE) == null ? options.source() + " #" + row.number() : row.text(EVIDENCE);
        var entries = new ArrayList<Entry>();
        cells.forEach((field, cell) -> {
            var decision = DECISIONS.get(plain(cell));
            if (decision == null) {
                faults.add("/" + field, ImportTexts.of("consent-invalid"));
            } else if (decision == Decision.GRANT && notice == null) {
                faults.add("/" + field, ImportTexts.of("consent-notice-needed"));
            } else {
                var parts = field.split(":");
                var draft = new ConsentDraft(
                        parts[1],
                        parts[2],
                        decision.name(),
                        decider.name(),
                        null,
                        notice,
                        evidence,
                        at == null ? null : at.toString(),
                        null);
                entries.add(new Entry(field, draft, at != null));
            }
        });
        return entries;
    }

    private static @Nullable Instant at(Faults faults, @Nullable String cell, ImportOptions options) {
        if (cell == null) {
            return null;
        }
        var moment = Cells.moment(cell, options.zone(), false);
        if (moment.value() == null) {
            faults.add("/" + AT, ImportTexts.of("date-invalid"));
            return null;
        }
        return moment.value().at();
    }

    private static Decider decider(Faults faults, @Nullable String cell) {
        var decider = cell == null ? Decider.SELF : DECIDERS.get(plain(cell));
        if (decider == null) {
            faults.add("/" + BY, ImportTexts.of("consent-by-invalid"));
            return Decider.SELF;
        }
        return decider;
    }

    private static String plain(String cell) {
        return SearchKeys.identifier(cell).toLowerCase(Locale.ROOT);
    }

    /** The fault of a version of the notice that is given for the whole file, if it has one. */
    static @Nullable Message faultOfNotice(@Nullable String notice) {
        return notice != null && notice.codePointCount(0, notice.length()) > LONGEST_NOTICE
                ? ImportTexts.of("consent-notice-long", LONGEST_NOTICE)
                : null;
    }
}
