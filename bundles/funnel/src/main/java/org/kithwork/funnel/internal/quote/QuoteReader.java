package org.kithwork.funnel.internal.quote;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.funnel.internal.opportunity.OpportunityReader;
import org.kithwork.money.MoneyDraft;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of a quote and names every fault at once. */
@Component(service = QuoteReader.class)
public final class QuoteReader {

    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_TERMS = 2000;
    private static final int LONGEST_WORDS = 500;
    private static final int MOST_LINES = 200;
    private static final int USUAL_DAYS = 30;
    private static final BigDecimal MOST_MONEY = BigDecimal.TEN.pow(15);

    private final Company company;
    private final Clock clock;

    @Activate
    public QuoteReader(@Reference Company company, @Reference Clock clock) {
        this.company = company;
        this.clock = clock;
    }

    /** The day that it is for the company. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.zone());
    }

    /** Until when a quote is valid that says nothing of it. */
    LocalDate usualEnd() {
        return today().plusDays(USUAL_DAYS);
    }

    /** Reads a draft, whose prices are in the currency. */
    QuoteContent read(QuoteDraft draft, Currency currency) {
        var faults = new Faults();
        var lines = lines(faults, Objects.requireNonNullElse(draft.lines(), List.of()), currency);
        var discount = Objects.requireNonNullElse(percent(faults, "/discount", draft.discount()), BigDecimal.ZERO);
        var until = faults.day("/validUntil", draft.validUntil());
        var terms = faults.optionalText("/terms", draft.terms(), LONGEST_TERMS);
        faults.check();
        var reduced = QuoteTotals.reduced(lines, discount, currency);
        if (QuoteTotals.of(reduced, currency).total().amount().compareTo(MOST_MONEY) >= 0) {
            faults.add("/lines", "number-invalid");
        }
        faults.check();
        return new QuoteContent(currency, reduced, discount, until == null ? usualEnd() : until, terms);
    }

    private static List<QuoteLine> lines(Faults faults, List<QuoteDraft.Line> drafts, Currency currency) {
        if (drafts.size() > MOST_LINES) {
            faults.add("/lines", message("too-many", MOST_LINES));
            return List.of();
        }
        var lines = new ArrayList<QuoteLine>();
        for (int i = 0; i < drafts.size(); i++) {
            var line = line(faults, "/lines/" + i, drafts.get(i), currency);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static @Nullable QuoteLine line(Faults faults, String pointer, QuoteDraft.Line draft, Currency currency) {
        var name = faults.requiredText(pointer + "/name", draft.name(), LONGEST_NAME);
        var quantity = OpportunityReader.quantity(faults, pointer + "/quantity", draft.quantity());
        var price = MoneyDraft.read(faults, pointer + "/unitPrice", draft.unitPrice(), currency);
        var discount = percent(faults, pointer + "/discount", draft.discount());
        var tax = percent(faults, pointer + "/taxRate", draft.taxRate());
        if (draft.unitPrice() == null || draft.unitPrice().amount() == null) {
            faults.add(pointer + "/unitPrice", "required");
        }
        if (price != null && price.isNegative()) {
            faults.add(pointer + "/unitPrice/amount", message("amount-negative"));
            return null;
        }
        if (quantity == null || price == null) {
            return null;
        }
        if (price.amount().multiply(quantity).compareTo(MOST_MONEY) >= 0) {
            faults.add(pointer + "/quantity", "number-invalid");
            return null;
        }
        return QuoteLine.of(
                name,
                quantity,
                price,
                Objects.requireNonNullElse(discount, BigDecimal.ZERO),
                Objects.requireNonNullElse(tax, BigDecimal.ZERO));
    }

    /** A percentage from 0 to 100 with at most two decimals; {@code null} where absent or at fault. */
    static @Nullable BigDecimal percent(Faults faults, String pointer, @Nullable String said) {
        var percent = faults.decimal(pointer, said);
        if (percent == null) {
            return null;
        }
        if (percent.signum() < 0
                || percent.compareTo(QuoteLine.HUNDRED) > 0
                || percent.stripTrailingZeros().scale() > QuoteLine.PERCENT_SCALE) {
            faults.add(pointer, message("percent-range", QuoteLine.PERCENT_SCALE));
            return null;
        }
        return percent;
    }

    /** The words that are said with a step; {@code null} where there are none. */
    static @Nullable String words(@Nullable String said, boolean required) {
        var faults = new Faults();
        var words = required
                ? faults.requiredText("/words", said, LONGEST_WORDS)
                : faults.optionalText("/words", said, LONGEST_WORDS);
        faults.check();
        return words;
    }

    static Message message(String code, Object... arguments) {
        return Message.of(QuoteReader.class, code, arguments);
    }
}
