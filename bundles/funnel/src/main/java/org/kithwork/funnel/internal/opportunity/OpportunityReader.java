package org.kithwork.funnel.internal.opportunity;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.company.Users;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.id.Ids;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of an opportunity and names every fault at once. */
@Component(service = OpportunityReader.class)
public final class OpportunityReader {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_WORD = 60;
    private static final int LONGEST_COMPETITOR = 100;
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_SKU = 100;
    private static final int MOST_PRODUCTS = 200;
    private static final int MOST_COLLABORATORS = 20;
    private static final int SURE = 100;
    private static final BigDecimal MOST_PIECES = BigDecimal.TEN.pow(9);

    private final AccessControl access;
    private final Company company;
    private final Stores stores;
    private final Users users;
    private final Ids ids;

    @Activate
    public OpportunityReader(
            @Reference AccessControl access,
            @Reference Company company,
            @Reference Stores stores,
            @Reference Users users,
            @Reference Ids ids) {
        this.access = access;
        this.company = company;
        this.stores = stores;
        this.users = users;
        this.ids = ids;
    }

    /**
     * What was said, checked.
     *
     * @param owner {@code null} where nobody is named and the caller is no user
     */
    record Checked(
            OpportunityId id,
            @Nullable CustomerId customer,
            String title,
            @Nullable Money amount,
            @Nullable LocalDate closeOn,
            @Nullable Integer probability,
            ForecastCategory forecast,
            @Nullable String source,
            @Nullable String campaignId,
            List<ProductLine> products,
            @Nullable ActorName owner,
            List<ActorName> collaborators,
            @Nullable StoreId store,
            @Nullable String competitor) {

        /** The same in this store. */
        Checked of(@Nullable StoreId place) {
            return new Checked(
                    id,
                    customer,
                    title,
                    amount,
                    closeOn,
                    probability,
                    forecast,
                    source,
                    campaignId,
                    products,
                    owner,
                    collaborators,
                    place,
                    competitor);
        }
    }

    /**
     * Reads a draft.
     *
     * @param right of whoever says it
     * @param before what the opportunity was, whose owner and store stay possible; {@code null} for a new one
     */
    Checked read(OpportunityDraft draft, Visibility right, @Nullable Opportunity before, Faults faults) {
        var customer = CustomerId.optional(faults, "/customerId", draft.customerId());
        var title = faults.requiredText("/title", draft.title(), LONGEST_TITLE);
        var currency = currency(faults, draft);
        var products = products(faults, Objects.requireNonNullElse(draft.products(), List.of()), currency);
        var amount = amount(faults, draft, products, currency);
        var closeOn = faults.day("/closeOn", draft.closeOn());
        var probability = probability(faults, draft.probability());
        var forecast = faults.choice("/forecast", draft.forecast(), ForecastCategory.class);
        var source = faults.optionalText("/source", draft.source(), LONGEST_WORD);
        var campaign = faults.id("/campaignId", draft.campaignId());
        var owner = owner(faults, draft.ownerId(), before);
        var collaborators = collaborators(faults, draft.collaborators(), before);
        var store = before != null && Objects.equals(draft.storeId(), text(before.storeId()))
                ? before.storeId()
                : stores.read(faults, "/storeId", draft.storeId(), right);
        var competitor = faults.optionalText("/competitor", draft.competitor(), LONGEST_COMPETITOR);
        faults.check();
        return new Checked(
                before == null ? new OpportunityId(ids.next()) : before.id(),
                customer,
                title,
                amount,
                closeOn,
                probability,
                forecast == null ? ForecastCategory.PIPELINE : forecast,
                source,
                campaign,
                products,
                owner,
                collaborators,
                store,
                competitor);
    }

    private static @Nullable String text(@Nullable StoreId store) {
        return store == null ? null : store.value();
    }

    private Currency currency(Faults faults, OpportunityDraft draft) {
        var amount = draft.amount();
        var said = amount == null || amount.currency() == null
                ? MoneyDraft.currency(faults, "/currency", draft.currency())
                : MoneyDraft.currency(faults, "/amount/currency", amount.currency());
        return said == null ? company.currency() : said;
    }

    private static @Nullable Money amount(
            Faults faults, OpportunityDraft draft, List<ProductLine> products, Currency currency) {
        var said = MoneyDraft.read(faults, "/amount", draft.amount(), currency);
        if (said != null && said.isNegative()) {
            faults.add("/amount/amount", message("amount-negative"));
            return null;
        }
        if (products.isEmpty()) {
            return said;
        }
        var sum = products.stream().map(ProductLine::net).reduce(Money.zero(currency), Money::plus);
        if (said != null && !said.equals(sum)) {
            faults.add(
                    "/amount/amount", message("amount-of-products", sum.amount().toPlainString()));
        }
        return sum;
    }

    private static List<ProductLine> products(Faults faults, List<OpportunityDraft.Line> drafts, Currency currency) {
        if (drafts.size() > MOST_PRODUCTS) {
            faults.add("/products", message("too-many", MOST_PRODUCTS));
            return List.of();
        }
        var lines = new ArrayList<ProductLine>();
        for (int i = 0; i < drafts.size(); i++) {
            var line = product(faults, "/products/" + i, drafts.get(i), currency);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static @Nullable ProductLine product(
            Faults faults, String pointer, OpportunityDraft.Line draft, Currency currency) {
        var sku = faults.optionalText(pointer + "/sku", draft.sku(), LONGEST_SKU);
        var name = faults.requiredText(pointer + "/name", draft.name(), LONGEST_NAME);
        var quantity = quantity(faults, pointer + "/quantity", draft.quantity());
        var price = MoneyDraft.read(faults, pointer + "/unitPrice", draft.unitPrice(), currency);
        var discount = MoneyDraft.read(faults, pointer + "/discount", draft.discount(), currency);
        if (draft.unitPrice() == null) {
            faults.add(pointer + "/unitPrice", "required");
        }
        if (quantity == null || price == null) {
            return null;
        }
        var line = ProductLine.of(sku, name, quantity, price, discount == null ? Money.zero(currency) : discount);
        if (price.isNegative() || line.net().isNegative() || line.discount().isNegative()) {
            faults.add(pointer + "/discount", message("amount-negative"));
            return null;
        }
        return line;
    }

    /** How many of something, above zero: one where nothing is said; {@code null} where it is at fault. */
    public static @Nullable BigDecimal quantity(Faults faults, String pointer, @Nullable String said) {
        if (said == null || Faults.isBlank(said)) {
            return BigDecimal.ONE;
        }
        var quantity = faults.decimal(pointer, said);
        if (quantity == null) {
            return null;
        }
        if (quantity.signum() <= 0
                || quantity.compareTo(MOST_PIECES) >= 0
                || quantity.stripTrailingZeros().scale() > ProductLine.SCALE) {
            faults.add(pointer, message("quantity-range", ProductLine.SCALE));
            return null;
        }
        return quantity;
    }

    private static @Nullable Integer probability(Faults faults, @Nullable Integer said) {
        if (said != null && (said < 0 || said > SURE)) {
            faults.add("/probability", message("percent-range"));
            return null;
        }
        return said;
    }

    private @Nullable ActorName owner(Faults faults, @Nullable String said, @Nullable Opportunity before) {
        var actor = access.actor();
        var isUser = actor.kind() == Actor.Kind.USER;
        if (before != null && before.owner().id().equals(said)) {
            return before.owner();
        }
        if (said == null && before == null) {
            return isUser ? new ActorName(actor.id(), actor.name()) : null;
        }
        if (said == null) {
            faults.add("/ownerId", "required");
            return null;
        }
        var id = faults.id("/ownerId", said);
        if (id == null) {
            return null;
        }
        if (!(isUser && id.equals(actor.id())) && !access.permits(FunnelPermissions.OPPORTUNITY_ASSIGN)) {
            faults.add("/ownerId", message("owner-not-yours"));
            return null;
        }
        return user(faults, "/ownerId", id);
    }

    private @Nullable ActorName user(Faults faults, String pointer, String id) {
        var user = new UserId(id);
        var active = users.active(user);
        if (active.isEmpty()) {
            faults.add(pointer, "id-invalid");
            return null;
        }
        if (!users.seesOwn(user, FunnelPermissions.OPPORTUNITY_VIEW)) {
            faults.add(pointer, message("user-sees-nothing"));
            return null;
        }
        return active.get();
    }

    private List<ActorName> collaborators(Faults faults, @Nullable List<String> said, @Nullable Opportunity before) {
        if (said == null) {
            return List.of();
        }
        Set<String> wanted = new LinkedHashSet<>(said);
        if (wanted.size() > MOST_COLLABORATORS) {
            faults.add("/collaborators", message("too-many", MOST_COLLABORATORS));
            return List.of();
        }
        var there = before == null ? List.<ActorName>of() : before.collaborators();
        var read = new ArrayList<ActorName>();
        for (var one : wanted) {
            var pointer = "/collaborators/" + said.indexOf(one);
            var known = there.stream().filter(name -> name.id().equals(one)).findFirst();
            var id = faults.id(pointer, one);
            var user = known.isPresent() || id == null ? known.orElse(null) : user(faults, pointer, id);
            if (user != null) {
                read.add(user);
            }
        }
        read.sort(Comparator.comparing(ActorName::id));
        return read;
    }

    static Message message(String code, Object... arguments) {
        return Message.of(OpportunityReader.class, code, arguments);
    }
}
