package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.aries.jpa.template.TransactionType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kithwork.core.internal.customer.store.CustomerScan;
import org.kithwork.core.internal.customer.store.CustomerScan.Filter;
import org.kithwork.core.internal.customer.store.CustomerScan.Order;
import org.kithwork.core.internal.customer.store.CustomerScan.Range;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Sql;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;

/** Derby keeps a plan from when tables were small; what is asked of a million customers must not depend on it. */
class CustomerPlansTest {

    private static final String STORE = "00000000-0000-7000-8000-0000000000d1";
    private static final String OWNER = "00000000-0000-7000-8000-0000000000e1";
    private static final Visibility ALL = new Visibility(true, Set.of(), Set.of(), Set.of());
    private static final Visibility ONE_STORE = new Visibility(false, Set.of(), Set.of(STORE), Set.of());
    private static final Visibility MINE = new Visibility(false, Set.of(OWNER), Set.of(), Set.of());
    private static final Filter NOTHING = new Filter(null, null, null);

    private final CustomerFixture fixture = CustomerFixture.shared(DatabaseKind.DERBY);
    private final CustomerScan scan = new CustomerScan(fixture.database.jpa(), () -> "core");

    static Stream<Arguments> lists() {
        return Stream.of(Order.values())
                .flatMap(order -> Stream.of(
                        Arguments.of(order, ALL, NOTHING),
                        Arguments.of(order, ALL, new Filter(STORE, null, null)),
                        Arguments.of(order, ALL, new Filter(null, OWNER, null)),
                        Arguments.of(order, ONE_STORE, NOTHING),
                        Arguments.of(order, MINE, NOTHING)));
    }

    @ParameterizedTest
    @MethodSource("reaches")
    void whatIsFreeIsReadFromAnIndexThatHasAllThatIsAsked(Visibility visibility) {
        var plan = plan(() -> scan.list(visibility, Filter.UNOWNED, Order.CREATED_DESC, PageRequest.first(50)));

        assertThat(plan)
                .contains(visibility.all() ? "CORE_CUSTOMER_OWNER_CREATED" : "CORE_CUSTOMER_STORE_CREATED")
                .doesNotContain("Table Scan", "Sort ResultSet", "Index Row to Base Row");
    }

    static Stream<Visibility> reaches() {
        return Stream.of(ALL, ONE_STORE);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListIsReadInItsOrder(Order order, Visibility visibility, Filter filter) {
        var plan = plan(() -> scan.list(visibility, filter, order, PageRequest.first(50)));

        assertThat(plan).contains("CORE_CUSTOMER_").doesNotContain("Table Scan", "Sort ResultSet");
        if (filter.equals(NOTHING) && visibility.all()) {
            assertThat(plan).as("the index has all that is asked").doesNotContain("Index Row to Base Row");
        }
        var ofStore = filter.store() != null || visibility.equals(ONE_STORE);
        var ofOwner = filter.owner() != null || visibility.equals(MINE);
        assertThat(plan)
                .as("the customers of others are not visited")
                .contains("using index CORE_CUSTOMER_" + (ofStore ? "STORE_" : ofOwner ? "OWNER_" : ""));
    }

    static Stream<Visibility> scopes() {
        return Stream.of(ALL, ONE_STORE, MINE);
    }

    @ParameterizedTest
    @DisplayName("CORE-08: a search reads no more than its range")
    @MethodSource("scopes")
    void aSearchReadsItsRange(Visibility visibility) {
        var range = Set.of(new Range("nwang", "nwanh"));

        var plan = plan(() -> scan.search(visibility, NOTHING, range, PageRequest.first(50)));

        assertThat(plan).contains("CORE_SEARCH_KEY").doesNotContain("Table Scan", "Sort ResultSet");
    }

    @Test
    void thoseOfANameAndABirthdayAreLookedUp() {
        var plan = plan(() -> scan.born(new Range("nwang ", "nwang!"), 2, 29));

        assertThat(plan).doesNotContain("Table Scan", "Sort ResultSet");
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void theScopeOfARecordLooksUpItsCustomer(Visibility visibility) {
        var names = IntStream.range(0, 60).mapToObj(i -> "查询" + i).toList();
        var customers = names.stream().map(this::customer).toList();
        var tag = "plan-" + visibility.stores().size() + visibility.owners().size();
        fixture.store.insertTags(customers.get(7), List.of(tag));

        var plan = plan(() -> fixture.database
                .jpa()
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.select("COUNT(*) FROM core_customer_tag p")
                                .where("p.customer_id = ?", customers.get(7))
                                .where("p.tag = ?", tag)
                                .where(visibility.ofRecord("p.customer_id", null, null))
                                .rows(em)));

        var seen = Pattern.compile("Rows seen(?: from the (?:left|right))? = (\\d+)")
                .matcher(plan)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)));
        assertThat(seen).as(plan).isNotEmpty().allMatch(rows -> rows <= 2);
    }

    private String customer(String name) {
        return fixture.admin.create(CustomerServiceTest.draft(name)).id().value();
    }

    private String plan(Runnable query) {
        return DerbyPlan.of(fixture.database, query);
    }
}
