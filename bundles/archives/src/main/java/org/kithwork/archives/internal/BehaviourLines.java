package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Behaviour.Favourite;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.permission.StoreId;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says in sentences what a customer does; what cannot be computed is not said. */
@Component(service = BehaviourLines.class)
public final class BehaviourLines {

    private static final Set<String> COMPLAINTS = Set.of("投诉", "complaint", "complain");

    private final ArchivesFields fields;
    private final Company company;
    private final Stores stores;

    @Activate
    public BehaviourLines(@Reference ArchivesFields fields, @Reference Company company, @Reference Stores stores) {
        this.fields = fields;
        this.company = company;
        this.stores = stores;
    }

    /** What the purchases tell; nothing without any. */
    List<PortraitLine> of(Behaviour behaviour, Locale locale) {
        var all = behaviour.purchases();
        if (all.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<PortraitLine>();
        int days = behaviour.visitDays();
        lines.add(line("visits", locale, List.of(number(days)), evidence(all), days));
        behaviour
                .medianGap()
                .ifPresent(gap -> lines.add(line(
                        "gap",
                        locale,
                        List.of(gap),
                        evidence(all),
                        gap.stripTrailingZeros().toPlainString())));
        if (fields.sumsAmounts()) {
            behaviour
                    .averageBasket(company.currency())
                    .ifPresent(money -> lines.add(line(
                            "basket",
                            locale,
                            List.of(money.amount()),
                            evidence(behaviour.in(company.currency())),
                            money.amount().toPlainString(),
                            money.currency().getCurrencyCode())));
        }
        behaviour.category().ifPresent(found -> lines.add(favourite("category", found, found.value(), locale)));
        behaviour
                .dayPart()
                .ifPresent(found ->
                        lines.add(favourite("day-part", found, Inference.text(found.value(), locale), locale)));
        behaviour.store().ifPresent(found -> {
            var name = name(found.value());
            if (name != null) {
                lines.add(favourite("store", found, name, locale));
            }
        });
        channels(behaviour, locale, lines);
        var returned = behaviour.returned();
        if (!returned.isEmpty()) {
            var share = Behaviour.share(returned.size(), all.size());
            lines.add(line(
                    "returns",
                    locale,
                    List.of(number(returned.size()), share),
                    evidence(returned),
                    returned.size(),
                    percent(share, locale)));
        }
        return lines;
    }

    private static void channels(Behaviour behaviour, Locale locale, List<PortraitLine> lines) {
        var channels = behaviour.channels();
        if (channels.isEmpty()) {
            return;
        }
        var mix = channels.stream()
                .map(channel ->
                        text("channel-share", locale, word(channel.value(), locale), percent(channel.share(), locale)))
                .collect(Collectors.joining(locale.getLanguage().equals("zh") ? "、" : ", "));
        var named = behaviour.purchases().stream()
                .filter(bought -> bought.channel() != null)
                .toList();
        lines.add(
                line("channels", locale, channels.stream().map(Favourite::share).toList(), evidence(named), mix));
    }

    /** The word for a sales channel, or the channel itself where another system brought its own. */
    private static String word(String channel, Locale locale) {
        return Message.of(BehaviourLines.class, "sales." + channel)
                .pattern(locale)
                .orElse(channel);
    }

    /** What the interactions tell; nothing without any. */
    List<PortraitLine> of(List<Interaction> talked, boolean topics, Locale locale) {
        if (talked.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<PortraitLine>();
        lines.add(line("contacts", locale, List.of(number(talked.size())), said(talked), talked.size()));
        var complaints = talked.stream().filter(BehaviourLines::isComplaint).toList();
        if (topics && !complaints.isEmpty()) {
            var share = Behaviour.share(complaints.size(), talked.size());
            lines.add(line(
                    "complaints",
                    locale,
                    List.of(number(complaints.size()), share),
                    said(complaints),
                    complaints.size(),
                    percent(share, locale)));
        }
        ratings(talked, locale, lines);
        return lines;
    }

    private static void ratings(List<Interaction> talked, Locale locale, List<PortraitLine> lines) {
        var rated = talked.stream().filter(talk -> talk.rating() != null).toList();
        if (rated.isEmpty()) {
            return;
        }
        var stars = rated.stream()
                .mapToInt(talk -> Objects.requireNonNull(talk.rating()).stars())
                .sum();
        var mean = number(stars).divide(number(rated.size()), 1, RoundingMode.HALF_UP);
        lines.add(line(
                "ratings",
                locale,
                List.of(mean, number(rated.size())),
                said(rated),
                mean.toPlainString(),
                rated.size()));
    }

    /** The customer turned to us, and the topic has a word for a complaint. */
    static boolean isComplaint(Interaction interaction) {
        var topic = interaction.topic();
        if (interaction.direction() != Direction.IN || topic == null) {
            return false;
        }
        var lower = topic.toLowerCase(Locale.ROOT);
        return COMPLAINTS.stream().anyMatch(lower::contains);
    }

    private @Nullable String name(StoreId store) {
        return Map.copyOf(stores.names(Set.of(store))).get(store);
    }

    private static PortraitLine favourite(String code, Favourite<?> found, String value, Locale locale) {
        return line(
                code,
                locale,
                List.of(number(found.count()), found.share()),
                Evidence.of(Evidence.PURCHASE, found.ids(), found.last()),
                value,
                percent(found.share(), locale));
    }

    private static PortraitLine line(
            String code, Locale locale, List<BigDecimal> figures, Evidence evidence, Object... arguments) {
        return new PortraitLine(code, text("line-" + code, locale, arguments), figures, evidence);
    }

    static String text(String code, Locale locale, Object... arguments) {
        return Message.of(BehaviourLines.class, code, arguments).text(locale);
    }

    static String percent(BigDecimal share, Locale locale) {
        var percent = share.movePointRight(2).setScale(0, RoundingMode.HALF_UP).toPlainString();
        return text("percent", locale, percent);
    }

    private static BigDecimal number(int count) {
        return BigDecimal.valueOf(count);
    }

    private static Evidence evidence(List<Bought> purchases) {
        return Evidence.of(
                Evidence.PURCHASE,
                purchases.stream().map(Bought::id).toList(),
                Objects.requireNonNull(purchases.get(0)).at());
    }

    private static Evidence said(List<Interaction> interactions) {
        return Evidence.of(
                Evidence.INTERACTION,
                interactions.stream()
                        .map(interaction -> interaction.id().value())
                        .toList(),
                interactions.get(0).at());
    }
}
