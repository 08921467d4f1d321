package org.kithwork.funnel.internal.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.score.Score.Because;
import org.kithwork.money.CurrencyRates;
import org.kithwork.money.Money;
import org.kithwork.signal.Signal;

/** Looks whether conditions hold at one moment. */
final class Judge {

    /** The signal that somebody was in touch with the customer. */
    static final String IN_TOUCH = "interaction.recorded";

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final CustomerFacts facts;
    private final CurrencyRates rates;
    private final Instant now;
    private final LocalDate today;

    Judge(CustomerFacts facts, CurrencyRates rates, Instant now, LocalDate today) {
        this.facts = facts;
        this.rates = rates;
        this.now = now;
        this.today = today;
    }

    /** The points of something by these rules. */
    Score score(Subject subject, List<ScoreRule> rules) {
        return Score.of(rules.stream().map(rule -> part(subject, rule)).toList());
    }

    private Score.Part part(Subject subject, ScoreRule rule) {
        var finding = look(subject, rule.condition());
        var because = finding.because();
        var since = because == null ? null : because.since();
        var age = since == null ? Duration.ZERO : Duration.between(since, now);
        return new Score.Part(
                rule.id(),
                rule.name(),
                rule.condition().kind(),
                finding.outcome(),
                because == null
                        ? BigDecimal.ZERO.setScale(Decay.DECIMALS)
                        : Decay.left(rule.points(), rule.halfLifeDays(), age),
                rule.points(),
                rule.halfLifeDays(),
                since == null ? null : days(age),
                because);
    }

    private static BigDecimal days(Duration age) {
        return age.isNegative()
                ? BigDecimal.ZERO.setScale(Decay.DECIMALS)
                : BigDecimal.valueOf(age.toMillis())
                        .divide(BigDecimal.valueOf(DAY_MILLIS), Decay.DECIMALS, RoundingMode.HALF_UP);
    }

    private Finding look(Subject subject, Condition condition) {
        return switch (condition.kind()) {
            case SOURCE -> source(subject, condition);
            case AMOUNT -> amount(subject, condition);
            case STAGE -> stage(subject, condition);
            case PROBABILITY -> probability(subject, condition);
            case SIGNAL -> signal(subject, condition);
            case ACTIVITY -> activity(subject, condition);
            case MEMBER -> member(subject, condition);
        };
    }

    private static Finding source(Subject subject, Condition condition) {
        var source = subject.source();
        if (source == null
                || said(condition.sources()).stream()
                        .noneMatch(one -> folded(one).equals(folded(source)))) {
            return Finding.NOT_MET;
        }
        return Finding.met(new Because(subject.openedAt(), source, null, null, null, null, null, null, null));
    }

    /** The form in which sources are compared: width, case and spaces around make no difference. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    private Finding amount(Subject subject, Condition condition) {
        if (subject.hidesAmount()) {
            return Finding.WITHHELD;
        }
        var amount = subject.amount();
        if (amount == null) {
            return Finding.NOT_MET;
        }
        var least = said(condition.amount());
        var comparable = in(amount, least);
        if (comparable.isEmpty()) {
            return Finding.WITHHELD;
        }
        return comparable.get().compare(least) < 0
                ? Finding.NOT_MET
                : Finding.met(new Because(subject.openedAt(), null, amount, null, null, null, null, null, null));
    }

    /** The amount in the currency of the other one; empty where there is no rate. */
    private Optional<Money> in(Money amount, Money other) {
        return amount.currency().equals(other.currency())
                ? Optional.of(amount)
                : rates.find(amount.currency(), other.currency(), today).map(rate -> rate.convert(amount));
    }

    private static Finding stage(Subject subject, Condition condition) {
        return subject.hasComeTo(said(condition.stage()))
                ? Finding.met(Because.of(subject.movedAt()))
                : Finding.NOT_MET;
    }

    private static Finding probability(Subject subject, Condition condition) {
        var percent = subject.probability();
        return percent == null || percent < said(condition.probability())
                ? Finding.NOT_MET
                : Finding.met(new Because(subject.movedAt(), null, null, percent, null, null, null, null, null));
    }

    private Finding signal(Subject subject, Condition condition) {
        var customer = subject.customerId();
        if (customer == null) {
            return Finding.NOT_MET;
        }
        var type = said(condition.signal());
        if (!facts.knows(customer) || facts.absent().contains(type)) {
            return Finding.WITHHELD;
        }
        var days = said(condition.days());
        var figure = said(condition.figure());
        var signals = facts.signals(customer, type, now.minus(Duration.ofDays(days)));
        if (isUnknown(figure, signals)) {
            return Finding.WITHHELD;
        }
        var since = signals.isEmpty() ? null : signals.get(signals.size() - 1).at();
        var value = figure(figure, signals);
        if (value.isEmpty() || !said(condition.comparison()).holds(value.get(), said(condition.value()))) {
            return Finding.NOT_MET;
        }
        return Finding.met(new Because(since, null, null, null, type, figure, value.get(), days, null));
    }

    /** Whether some value that the figure is made of is not told: half a figure would look like a whole one. */
    private static boolean isUnknown(Condition.Figure figure, List<Signal> signals) {
        return switch (figure) {
            case COUNT, DAYS_SINCE -> false;
            case SUM -> signals.stream().anyMatch(signal -> signal.value() == null);
            case LATEST -> !signals.isEmpty() && signals.get(signals.size() - 1).value() == null;
        };
    }

    /** Empty where there is no signal that it could be made of. */
    private Optional<BigDecimal> figure(Condition.Figure figure, List<Signal> signals) {
        return switch (figure) {
            case COUNT -> Optional.of(BigDecimal.valueOf(signals.size()));
            case SUM ->
                Optional.of(
                        signals.stream().map(signal -> said(signal.value())).reduce(BigDecimal.ZERO, BigDecimal::add));
            case LATEST -> last(signals).map(signal -> said(signal.value()));
            case DAYS_SINCE ->
                last(signals)
                        .map(signal -> BigDecimal.valueOf(
                                Duration.between(signal.at(), now).toDays()));
        };
    }

    private static Optional<Signal> last(List<Signal> signals) {
        return signals.isEmpty() ? Optional.empty() : Optional.of(signals.get(signals.size() - 1));
    }

    /** Being in touch counts as far as whoever asks may know of it; the steps are there for whoever sees it at all. */
    private Finding activity(Subject subject, Condition condition) {
        var days = said(condition.days());
        var from = now.minus(Duration.ofDays(days));
        var customer = subject.customerId();
        var touched = customer == null
                ? Optional.<Signal>empty()
                : last(facts.signals(customer, IN_TOUCH, subject.openedAt()));
        var latest = touched.map(Signal::at)
                .filter(at -> at.isAfter(subject.movedAt()))
                .orElse(subject.movedAt());
        return latest.isBefore(from)
                ? Finding.NOT_MET
                : Finding.met(new Because(latest, null, null, null, null, null, null, days, null));
    }

    private Finding member(Subject subject, Condition condition) {
        var customer = subject.customerId();
        if (customer == null) {
            return Finding.NOT_MET;
        }
        var member = said(condition.member());
        if (!facts.knows(customer) || facts.hides(customer, member)) {
            return Finding.WITHHELD;
        }
        return facts.has(customer, member)
                .map(since -> Finding.met(new Because(since, null, null, null, null, null, null, null, member)))
                .orElse(Finding.NOT_MET);
    }

    /** A member that a condition of the kind has. */
    private static <T> T said(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
