package org.kithwork.core.internal.field;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.CorePermissions;
import org.kithwork.core.internal.access.FieldRules;
import org.kithwork.core.internal.json.JacksonJson;
import org.kithwork.field.FieldTitle;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ready-made fields of customers for a trade, which a company takes over as they are and changes as its own. */
@Component(service = FieldSets.class)
public final class FieldSets {

    private static final String RESOURCE = "sets.json";

    private final AccessControl access;
    private final Transactions transactions;
    private final FieldAdmin admin;
    private final List<Shipped> shipped = read();

    @Activate
    public FieldSets(
            @Reference AccessControl access, @Reference Transactions transactions, @Reference FieldAdmin admin) {
        this.access = access;
        this.transactions = transactions;
        this.admin = admin;
    }

    /** A set as it is shipped; its fields name neither a kind of record nor roles. */
    record Shipped(String set, FieldTitle title, List<FieldDraft> fields) {}

    /**
     * A set as it is offered.
     *
     * @param set its word, such as {@code hotel}
     */
    public record Offer(String set, FieldTitle title, List<Field> fields) {}

    /**
     * A field of a set.
     *
     * @param taken whether the company has a field with this key already, which then stays as it is
     */
    public record Field(String key, FieldTitle title, String type, boolean sensitive, boolean taken) {}

    /**
     * What is said when a set is taken over; raw.
     *
     * @param roles what roles may do with its fields; hidden for those that are not named
     */
    public record Order(@Nullable List<FieldDraft.RoleAccess> roles) {}

    private static List<Shipped> read() {
        try (var in = Objects.requireNonNull(FieldSets.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return JacksonJson.newMapper().readValue(in, new TypeReference<List<Shipped>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sets of all trades. */
    public List<Offer> list() {
        access.require(CorePermissions.FIELD_VIEW);
        var taken = taken();
        return shipped.stream().map(set -> offer(set, taken)).toList();
    }

    private static Offer offer(Shipped set, Set<String> taken) {
        return new Offer(
                set.set(),
                set.title(),
                set.fields().stream()
                        .map(field -> new Field(
                                Objects.requireNonNull(field.key()),
                                Objects.requireNonNull(field.title()),
                                Objects.requireNonNull(field.type()),
                                Boolean.TRUE.equals(field.sensitive()),
                                taken.contains(field.key())))
                        .toList());
    }

    private Set<String> taken() {
        return admin.list(FieldRules.CUSTOMER).stream().map(FieldView::key).collect(Collectors.toSet());
    }

    /** Defines those fields of a set that the company has not, all or none; gives them. */
    public List<FieldView> apply(String word, Order order) {
        access.require(CorePermissions.FIELD_CONFIGURE);
        var set = shipped.stream()
                .filter(each -> each.set().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("field-set"));
        return transactions.call(() -> {
            var taken = taken();
            return set.fields().stream()
                    .filter(field -> !taken.contains(field.key()))
                    .map(field -> admin.define(field.of(FieldRules.CUSTOMER, order.roles())))
                    .toList();
        });
    }
}
