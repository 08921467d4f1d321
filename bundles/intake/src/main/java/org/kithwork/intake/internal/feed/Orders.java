package org.kithwork.intake.internal.feed;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.importing.Arrival;
import org.kithwork.importing.RowOutcome;
import org.kithwork.importing.StandingImport;
import org.kithwork.importing.StandingImports;
import org.kithwork.importing.spi.RowResult.Outcome;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.Secrets;
import org.kithwork.intake.internal.store.OrderStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes orders of tills and shops in, with the rights of whoever sends them. An order, what is new of it and what came back of
 * it are one transaction: all of it is taken, or nothing. What came before is known by its keys and unchanged, so that orders may
 * come late, again, and in any order.
 */
@Component(service = Orders.class)
public final class Orders {

    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_LINE = 60;
    private static final int MOST_LINES = 500;

    private static final Set<String> OF_ORDER = Set.of("customer", "externalId", "at", "store", "channel", "currency");
    private static final Map<String, String> PURCHASE = same(
            "customer",
            "externalId",
            "at",
            "store",
            "channel",
            "currency",
            "sku",
            "product",
            "category",
            "quantity",
            "unitPrice",
            "discount",
            "tax",
            "amount");
    private static final Map<String, String> RETURN =
            same("externalId", "returnId", "at", "sku", "product", "quantity");

    private final AccessControl access;
    private final StandingImports imports;
    private final OrderStore store;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public Orders(
            @Reference AccessControl access,
            @Reference StandingImports imports,
            @Reference OrderStore store,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.access = access;
        this.imports = imports;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    private static Map<String, String> same(String... names) {
        var mapping = new HashMap<String, String>();
        for (var name : names) {
            mapping.put(name, name);
        }
        return Map.copyOf(mapping);
    }

    /**
     * What became of an order.
     *
     * @param purchaseId the purchase that it is now
     * @param created 1 where it is new
     * @param updated how many lines and returns were added to it
     * @param unchanged how many were here before
     * @param skipped how many were here before with other words, which were left as they were
     */
    public record Taken(
            String source,
            String externalId,
            @Nullable String purchaseId,
            int created,
            int updated,
            int unchanged,
            int skipped) {}

    /**
     * Takes an order; refuses with every fault. A return of an order that did not come yet is refused with {@code
     * order-unknown}: send it again later.
     */
    public Taken take(OrderDraft draft) {
        access.require(IntakePermissions.ORDER_CREATE);
        var said = read(draft);
        return transactions.call(() -> {
            store.lock(Secrets.hash(said.source() + "\n" + said.externalId()), clock.instant());
            return apply(draft, said);
        });
    }

    private record Said(String source, String externalId, List<OrderDraft.Line> lines, List<OrderDraft.Back> returns) {}

    private static Said read(OrderDraft draft) {
        var faults = new Faults();
        var source = faults.requiredText("/source", draft.source(), 40);
        if (!source.isEmpty() && !WORD.matcher(source).matches()) {
            faults.add("/source", FeedReader.message("source-invalid"));
        }
        var scheme = draft.customerScheme();
        if (scheme != null && !WORD.matcher(scheme).matches()) {
            faults.add("/customerScheme", FeedReader.message("source-invalid"));
        }
        var externalId = faults.requiredText("/externalId", draft.externalId(), LONGEST_KEY);
        var lines = Objects.requireNonNullElse(draft.lines(), List.<OrderDraft.Line>of());
        var returns = Objects.requireNonNullElse(draft.returns(), List.<OrderDraft.Back>of());
        if (lines.isEmpty() && returns.isEmpty()) {
            faults.add("/lines", "required");
        }
        if (lines.size() + returns.size() > MOST_LINES) {
            faults.add("/lines", FeedReader.message("too-many-lines", MOST_LINES));
        }
        var names = new HashSet<String>();
        for (int i = 0; i < lines.size(); i++) {
            var name = faults.optionalText("/lines/" + i + "/line", lines.get(i).line(), LONGEST_LINE);
            if (!names.add(name == null ? Integer.toString(i + 1) : name)) {
                faults.add("/lines/" + i + "/line", FeedReader.message("line-twice"));
            }
        }
        faults.check();
        return new Said(source, externalId, lines, returns);
    }

    private Taken apply(OrderDraft draft, Said said) {
        var with = new Arrival(said.source(), said.externalId());
        var faults = new Faults();
        var lines = new ArrayList<RowOutcome>();
        var returns = new ArrayList<RowOutcome>();
        for (int i = 0; i < said.lines().size(); i++) {
            var line = said.lines().get(i);
            var name = Faults.isBlank(Objects.requireNonNullElse(line.line(), ""))
                    ? Integer.toString(i + 1)
                    : String.valueOf(line.line());
            var key = said.externalId().length() + ":" + said.externalId() + " " + name;
            lines.add(noted(
                    imports.applyAsCaller(purchases(draft, said), with, key, values(draft, line)),
                    "/lines/" + i,
                    faults));
        }
        for (int i = 0; i < said.returns().size(); i++) {
            var back = said.returns().get(i);
            returns.add(
                    noted(imports.applyAsCaller(returns(said), with, "", values(said, back)), "/returns/" + i, faults));
        }
        faults.check();
        return taken(said, lines, returns);
    }

    private static StandingImport purchases(OrderDraft draft, Said said) {
        var options = new HashMap<String, String>();
        options.put("customer", "identifier:" + Objects.requireNonNullElse(draft.customerScheme(), said.source()));
        if (Boolean.TRUE.equals(draft.createCustomer())) {
            options.put("customers", "CREATE");
        }
        return new StandingImport("purchases", said.source(), "SKIP", PURCHASE, options);
    }

    private static StandingImport returns(Said said) {
        return new StandingImport("returns", said.source(), "SKIP", RETURN, Map.of());
    }

    private static Map<String, String> values(OrderDraft draft, OrderDraft.Line line) {
        var values = new HashMap<String, String>();
        put(values, "customer", draft.customer());
        put(values, "externalId", draft.externalId());
        put(values, "at", draft.at());
        put(values, "store", draft.store());
        put(values, "channel", draft.channel());
        put(values, "currency", draft.currency());
        put(values, "sku", line.sku());
        put(values, "product", line.product());
        put(values, "category", line.category());
        put(values, "quantity", line.quantity());
        put(values, "unitPrice", line.unitPrice());
        put(values, "discount", line.discount());
        put(values, "tax", line.tax());
        put(values, "amount", line.amount());
        return values;
    }

    private static Map<String, String> values(Said said, OrderDraft.Back back) {
        var values = new HashMap<String, String>();
        put(values, "externalId", said.externalId());
        put(values, "returnId", back.returnId());
        put(values, "at", back.at());
        put(values, "sku", back.sku());
        put(values, "product", back.product());
        put(values, "quantity", back.quantity());
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static RowOutcome noted(RowOutcome outcome, String pointer, Faults faults) {
        var refusal = outcome.refusal();
        if (refusal == null) {
            return outcome;
        }
        if (refusal.code().equals("purchase-unknown")) {
            throw Problem.conflict(FeedReader.message("order-unknown"));
        }
        var name = refusal.name();
        var ofOrder = name != null && OF_ORDER.contains(name) && pointer.startsWith("/lines");
        var place = name == null ? pointer : ofOrder ? "/" + name : pointer + "/" + name;
        faults.add(place, FeedReader.message("row-refused", refusal.en(), refusal.zh()));
        return outcome;
    }

    private static Taken taken(Said said, List<RowOutcome> lines, List<RowOutcome> returns) {
        var all = Stream.concat(lines.stream(), returns.stream()).toList();
        return new Taken(
                said.source(),
                said.externalId(),
                all.stream()
                        .map(RowOutcome::targetId)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(Orders::purchase)
                        .orElse(null),
                count(lines, Outcome.CREATED),
                count(all, Outcome.UPDATED) + count(returns, Outcome.CREATED),
                count(all, Outcome.UNCHANGED),
                count(all, Outcome.SKIPPED_DUPLICATE));
    }

    /** A return is named behind its purchase. */
    private static String purchase(String target) {
        var end = target.indexOf(':');
        return end < 0 ? target : target.substring(0, end);
    }

    private static int count(List<RowOutcome> outcomes, Outcome outcome) {
        return (int) outcomes.stream().filter(one -> one.outcome() == outcome).count();
    }
}
