package org.kithwork.core.internal.consent;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.consent.Purpose;
import org.kithwork.core.internal.consent.store.SendRulesEntity;
import org.kithwork.core.internal.consent.store.SendStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The company's rules for messages to customers: cap, quiet hours, which purposes need a grant. */
@Component(service = SendRules.class)
public final class SendRules {

    private static final int MOST = 100;

    private final SendStore store;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;

    @Activate
    public SendRules(
            @Reference SendStore store,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * The rules as everybody who has signed in sees them.
     *
     * @param perWeek on seven days in a row
     * @param quietFrom {@code HH:mm} where the customer is; equal to {@code quietUntil} for no quiet hours
     */
    public record Rules(
            long version,
            int perDay,
            int perWeek,
            String quietFrom,
            String quietUntil,
            boolean careNeedsGrant,
            boolean surveyNeedsGrant,
            boolean loyaltyNoticeNeedsGrant) {

        /** Advertising, profiling and sharing need a grant whatever is set; service never does. */
        boolean needsGrant(Purpose purpose) {
            return switch (purpose) {
                case MARKETING, PROFILING, SHARING -> true;
                case CARE -> careNeedsGrant;
                case SURVEY -> surveyNeedsGrant;
                case LOYALTY_NOTICE -> loyaltyNoticeNeedsGrant;
                case SERVICE -> false;
            };
        }

        FrequencyCap cap() {
            return new FrequencyCap(perDay, perWeek);
        }

        QuietHours quietHours() {
            return new QuietHours(LocalTime.parse(quietFrom), LocalTime.parse(quietUntil));
        }
    }

    /** What a change of the rules may name; raw. */
    public record Change(
            @Nullable Integer perDay,
            @Nullable Integer perWeek,
            @Nullable String quietFrom,
            @Nullable String quietUntil,
            @Nullable Boolean careNeedsGrant,
            @Nullable Boolean surveyNeedsGrant,
            @Nullable Boolean loyaltyNoticeNeedsGrant) {}

    public Rules get() {
        return transactions.call(() -> view(store.rules().orElseGet(SendRules::defaults)));
    }

    /** Changes the named members. */
    public Rules change(long version, Patch patch) {
        patch.allow(Change.class);
        access.require(ConsentPermissions.CONFIGURE);
        return transactions.call(() -> {
            store.insert(defaults());
            var rules = store.rules().orElseThrow();
            if (rules.version != version) {
                throw Problem.stale();
            }
            apply(rules, patch);
            store.flush();
            audit.record(new Audit.Entry(
                    "send-rules.changed",
                    "core:send-rules",
                    SendRulesEntity.ID,
                    null,
                    Map.of("members", patch.members().stream().sorted().toList()),
                    null));
            return view(rules);
        });
    }

    private static void apply(SendRulesEntity rules, Patch patch) {
        var faults = new Faults();
        rules.perDay = number(faults, patch, "perDay", rules.perDay);
        rules.perWeek = number(faults, patch, "perWeek", rules.perWeek);
        rules.quietFrom = time(faults, patch, "quietFrom", rules.quietFrom);
        rules.quietUntil = time(faults, patch, "quietUntil", rules.quietUntil);
        rules.careGrant = flag(faults, patch, "careNeedsGrant", rules.careGrant);
        rules.surveyGrant = flag(faults, patch, "surveyNeedsGrant", rules.surveyGrant);
        rules.loyaltyGrant = flag(faults, patch, "loyaltyNoticeNeedsGrant", rules.loyaltyGrant);
        faults.check();
    }

    private static int number(Faults faults, Patch patch, String member, int now) {
        if (!patch.has(member)) {
            return now;
        }
        var value = patch.value(member, Integer.class);
        if (value == null || value < 0 || value > MOST) {
            faults.add("/" + member, Message.of(SendRules.class, "cap-invalid", MOST));
            return now;
        }
        return value;
    }

    private static boolean flag(Faults faults, Patch patch, String member, boolean now) {
        if (!patch.has(member)) {
            return now;
        }
        var value = patch.value(member, Boolean.class);
        if (value == null) {
            faults.add("/" + member, "required");
            return now;
        }
        return value;
    }

    private static String time(Faults faults, Patch patch, String member, String now) {
        if (!patch.has(member)) {
            return now;
        }
        var value = clock(faults, "/" + member, patch.text(member));
        if (value == null && faults.isEmpty()) {
            faults.add("/" + member, "required");
        }
        return value == null ? now : value;
    }

    /** A time of the day, {@code HH:mm}; {@code null} where absent or at fault. */
    static @Nullable String clock(Faults faults, String pointer, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            if (value.strip().length() == "HH:mm".length()) {
                return LocalTime.parse(value.strip()).toString();
            }
        } catch (DateTimeException e) {
            faults.add(pointer, Message.of(SendRules.class, "time-invalid"));
            return null;
        }
        faults.add(pointer, Message.of(SendRules.class, "time-invalid"));
        return null;
    }

    private static SendRulesEntity defaults() {
        var rules = new SendRulesEntity();
        rules.perDay = 1;
        rules.perWeek = 3;
        rules.quietFrom = "21:00";
        rules.quietUntil = "08:00";
        rules.version = 1;
        return rules;
    }

    private static Rules view(SendRulesEntity rules) {
        return new Rules(
                rules.version,
                rules.perDay,
                rules.perWeek,
                rules.quietFrom,
                rules.quietUntil,
                rules.careGrant,
                rules.surveyGrant,
                rules.loyaltyGrant);
    }
}
