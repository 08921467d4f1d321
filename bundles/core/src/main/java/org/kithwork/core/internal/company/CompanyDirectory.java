package org.kithwork.core.internal.company;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.core.internal.access.store.CompanyEntity;
import org.kithwork.core.internal.access.store.CompanyStore;
import org.kithwork.core.internal.access.store.PlaceStore;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.customer.ActorName;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.spi.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the company's settings and stores from the database each time: another node may have changed them. */
@Component(service = {Company.class, Stores.class})
public final class CompanyDirectory implements Company, Stores {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    /** Stores below stores; a circle ends here. */
    private static final int DEEPEST = 50;

    private static final Currency YUAN = Currency.getInstance("CNY");

    private final CompanyStore companies;
    private final PlaceStore places;
    private final NameStore names;

    @Activate
    public CompanyDirectory(
            @Reference CompanyStore companies, @Reference PlaceStore places, @Reference NameStore names) {
        this.companies = companies;
        this.places = places;
        this.names = names;
    }

    @Override
    public String name() {
        return companies.find().map(company -> company.name).orElse("");
    }

    @Override
    public ZoneId zone() {
        return companies.find().map(company -> ZoneId.of(company.zone)).orElse(SHANGHAI);
    }

    @Override
    public Currency currency() {
        return companies.find().map(CompanyDirectory::currencyOf).orElse(YUAN);
    }

    private static Currency currencyOf(CompanyEntity company) {
        return Currency.getInstance(company.currency);
    }

    @Override
    public boolean exists(StoreId id) {
        return places.store(id.value()).isPresent();
    }

    @Override
    public Optional<StoreId> byName(String name) {
        return places.storeNamed(name).map(store -> new StoreId(store.id));
    }

    @Override
    public Map<StoreId, String> names(Set<StoreId> ids) {
        return names.stores(ids.stream().map(StoreId::value).toList()).entrySet().stream()
                .collect(Collectors.toMap(store -> new StoreId(store.getKey()), Map.Entry::getValue));
    }

    @Override
    public Map<StoreId, String> names() {
        return places.stores().stream()
                .filter(store -> store.state.equals("ACTIVE"))
                .collect(Collectors.toMap(store -> new StoreId(store.id), store -> store.name));
    }

    @Override
    public Optional<ZoneId> zone(StoreId id) {
        return places.store(id.value()).map(store -> store.zone).map(ZoneId::of);
    }

    @Override
    public List<ActorName> managers(StoreId id) {
        var place = places.store(id.value());
        for (int level = 0; place.isPresent() && level < DEEPEST; level++) {
            var managers = places.holders(place.get().id, Roles.STORE_MANAGER);
            if (!managers.isEmpty()) {
                return managers;
            }
            place = Optional.ofNullable(place.get().parentId).flatMap(places::store);
        }
        return List.of();
    }
}
