package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Behaviour.Favourite;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Concludes preferences from purchases: a value for which at least three purchases speak, as sure as the share of
 * purchases that have it among those that say anything. Of money the band from the lower to the upper quartile.
 */
@Component(service = Inference.class)
public final class Inference {

    /** Fewer purchases prove nothing. */
    static final int LEAST = 3;

    private final AccessControl access;
    private final Behaviours behaviours;
    private final ArchivesFields fields;
    private final Company company;
    private final Stores stores;

    @Activate
    public Inference(
            @Reference AccessControl access,
            @Reference Behaviours behaviours,
            @Reference ArchivesFields fields,
            @Reference Company company,
            @Reference Stores stores) {
        this.access = access;
        this.behaviours = behaviours;
        this.fields = fields;
        this.company = company;
        this.stores = stores;
    }

    /** What those purchases of the customer let one conclude that the actor may see. */
    List<Preference> of(CustomerId visible, Locale locale) {
        return access.permits(ArchivesPermissions.PURCHASE_VIEW)
                ? of(visible, behaviours.of(visible), fields.sumsAmounts() ? company.currency() : null, locale)
                : List.of();
    }

    private List<Preference> of(CustomerId customer, Behaviour behaviour, @Nullable Currency currency, Locale locale) {
        var inferred = new ArrayList<Preference>();
        known(behaviour.category())
                .ifPresent(found -> inferred.add(inferred(customer, PreferenceKeys.CATEGORY, found, found.value())));
        known(behaviour.dayPart())
                .ifPresent(found ->
                        inferred.add(inferred(customer, PreferenceKeys.DAY_PART, found, text(found.value(), locale))));
        known(behaviour.store())
                .ifPresent(found -> name(found.value())
                        .ifPresent(name -> inferred.add(inferred(customer, PreferenceKeys.STORE, found, name))));
        if (currency != null) {
            behaviour
                    .band(currency)
                    .filter(band -> band.held().count() >= LEAST)
                    .ifPresent(band -> {
                        var value = Message.of(
                                        Inference.class,
                                        "price-band",
                                        band.from().amount().toPlainString(),
                                        band.until().amount().toPlainString(),
                                        currency.getCurrencyCode())
                                .text(locale);
                        inferred.add(inferred(customer, PreferenceKeys.PRICE_BAND, band.held(), value));
                    });
        }
        return inferred;
    }

    private static <T> Optional<Favourite<T>> known(Optional<Favourite<T>> favourite) {
        return favourite.filter(found -> found.count() >= LEAST);
    }

    static String text(DayPart part, Locale locale) {
        return Message.of(Inference.class, "day-part." + part.name()).text(locale);
    }

    Optional<String> name(StoreId store) {
        return Optional.ofNullable(Map.copyOf(stores.names(Set.of(store))).get(store));
    }

    private static Preference inferred(CustomerId customer, String key, Favourite<?> found, String value) {
        return new Preference(
                null,
                customer,
                key,
                value,
                PreferenceSource.INFERRED,
                plain(found.share()),
                Evidence.of(Evidence.PURCHASE, found.ids(), found.last()),
                found.last(),
                null,
                null);
    }

    private static BigDecimal plain(BigDecimal share) {
        var stripped = share.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
