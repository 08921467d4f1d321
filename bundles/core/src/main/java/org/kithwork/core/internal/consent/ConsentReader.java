package org.kithwork.core.internal.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentBasis;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.consent.Decider;
import org.kithwork.consent.Decision;
import org.kithwork.consent.Purpose;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/** Reads a decision as it comes in and names all that is wrong with it. */
final class ConsentReader {

    private static final int LONGEST_NOTICE = 60;
    private static final int LONGEST_EVIDENCE = 1000;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private ConsentReader() {}

    /** A decision that is complete. */
    record Checked(
            Purpose purpose,
            Channel channel,
            Decision decision,
            Decider decider,
            ConsentBasis basis,
            @Nullable String noticeVersion,
            @Nullable String evidence,
            Instant at,
            @Nullable Instant expiresAt) {}

    static Checked read(ConsentDraft draft, Instant now) {
        var faults = new Faults();
        var purpose = required(faults, "/purpose", draft.purpose(), Purpose.class, Purpose.SERVICE);
        var decision = required(faults, "/decision", draft.decision(), Decision.class, Decision.REFUSE);
        var channel = or(faults.choice("/channel", draft.channel(), Channel.class), Channel.ANY);
        var decider = or(faults.choice("/decider", draft.decider(), Decider.class), Decider.SELF);
        var basis = or(faults.choice("/basis", draft.basis(), ConsentBasis.class), ConsentBasis.CONSENT);
        var notice = text(faults, "/noticeVersion", draft.noticeVersion(), LONGEST_NOTICE, decision);
        var evidence = text(faults, "/evidence", draft.evidence(), LONGEST_EVIDENCE, decision);
        var at = or(faults.instant("/at", draft.at()), now).truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now.plus(CLOCKS_DIFFER))) {
            faults.add("/at", Message.of(ConsentReader.class, "decided-in-future"));
        }
        var expires = faults.instant("/expiresAt", draft.expiresAt());
        if (expires != null && !expires.isAfter(at)) {
            faults.add("/expiresAt", Message.of(ConsentReader.class, "expires-before"));
        }
        faults.check();
        return new Checked(
                purpose, channel, decision, decider, basis, notice, evidence, at.isAfter(now) ? now : at, expires);
    }

    /** A grant is worth nothing that cannot be shown. */
    private static @Nullable String text(
            Faults faults, String pointer, @Nullable String value, int max, Decision decision) {
        return decision == Decision.GRANT
                ? faults.requiredText(pointer, value, max)
                : faults.optionalText(pointer, value, max);
    }

    private static <E extends Enum<E>> E required(
            Faults faults, String pointer, @Nullable String value, Class<E> type, E fallback) {
        if (value == null) {
            faults.add(pointer, "required");
        }
        return or(faults.choice(pointer, value, type), fallback);
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }
}
