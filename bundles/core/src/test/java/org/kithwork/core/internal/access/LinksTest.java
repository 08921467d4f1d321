package org.kithwork.core.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.LinkAdmin.Draft;
import org.kithwork.core.internal.access.LinkAdmin.Link;
import org.kithwork.link.LinkHolder;
import org.kithwork.link.spi.LinkPurpose;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeRates;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class LinksTest {

    private static final Permission VIEW = CorePermissions.CUSTOMER_VIEW;
    private static final String PATH = "/public/archives/calendar/";
    private static final String HERE = "192.0.2.7";
    private static final int AT_ONCE = 12;

    private final AdminFixture it;
    private final FakeRates rates = new FakeRates();
    private final LinkPurposes purposes = new LinkPurposes()
            .with(List.of(
                    new Purpose("archives:calendar", Set.of(VIEW)),
                    new Purpose("archives:other", Set.of(VIEW)),
                    new Purpose("archives:change", Set.of(VIEW, CorePermissions.CUSTOMER_EDIT)),
                    new Purpose("archives:nothing", Set.of())));
    private final LinkAdmin admin;
    private final LinkDesk desk;
    private Actor clerk = new Actor(Actor.Kind.USER, "nobody", null);
    private String store = "";

    LinksTest(DatabaseKind kind) {
        it = AdminFixture.shared(kind);
        var base = it.base;
        var hash = new LinkHash(base.keys);
        var transactions = base.database.transactions();
        admin = new LinkAdmin(
                base.links,
                purposes,
                hash,
                base.users,
                base.access,
                base.audit,
                it.paging,
                transactions,
                base.ids,
                base.clock);
        desk = new LinkDesk(base.links, purposes, hash, base.current, base.access, rates, transactions, base.time);
    }

    /** A purpose as a module would declare it. */
    private record Purpose(String name, Set<Permission> rights) implements LinkPurpose {

        @Override
        public String path(String secret) {
            return PATH + secret + ".ics";
        }
    }

    @BeforeEach
    void open() {
        store = it.store("link store " + System.nanoTime(), null);
        clerk = someone(Roles.CLERK);
    }

    private Actor someone(String role) {
        return it.user("link-" + System.nanoTime(), role, null, store);
    }

    private Link make(Actor by, String purpose) {
        return it.as(by, () -> admin.create(new Draft(purpose, "我的手机")));
    }

    private Link make() {
        return make(clerk, "archives:calendar");
    }

    private static String secretOf(Link link) {
        var path = link.path();
        assertThat(path).startsWith(PATH).endsWith(".ics");
        return path.substring(PATH.length(), path.length() - ".ics".length());
    }

    private <T> T read(String secret, Function<LinkHolder, T> body) {
        return it.as(Actor.PUBLIC, () -> desk.read("archives:calendar", secret, HERE, body));
    }

    private void opens(Link link) {
        assertThat(read(secretOf(link), LinkHolder::user)).isEqualTo(new UserId(clerk.id()));
    }

    private void isNone(String secret) {
        var said = problem(() -> read(secret, LinkHolder::user));
        var unknown = problem(() -> read("A".repeat(43), LinkHolder::user));
        assertThat(said.kind()).isEqualTo(ProblemKind.NOT_FOUND);
        assertThat(said.detail(Locale.CHINESE)).isEqualTo(unknown.detail(Locale.CHINESE));
        assertThat(said.code()).isEqualTo(unknown.code());
    }

    private static Problem problem(ThrowingCallable body) {
        var found = new ArrayList<Problem>();
        assertThatThrownBy(body).isInstanceOfSatisfying(Problem.class, found::add);
        return found.get(0);
    }

    private List<Link> listed(Actor by, boolean mine) {
        return it.as(by, () -> admin.list("archives:calendar", mine, AdminFixture.first()))
                .items();
    }

    @Test
    @DisplayName("ARC-12: a link opens as its user, in his language, and the database has a hash of it alone")
    void opensAsItsUser() {
        var link = make();
        var secret = secretOf(link);
        assertThat(secret).hasSize(43);
        Locale chosen = read(secret, LinkHolder::language);
        assertThat(chosen).as("none is chosen yet").isNull();
        it.base.sql("UPDATE core_user SET language = 'zh-CN' WHERE id = '" + clerk.id() + "'");

        var seen = read(secret, holder -> Map.of("actor", it.base.access.actor().id(), "language", holder.language()));

        assertThat(seen).isEqualTo(Map.of("actor", clerk.id(), "language", Locale.forLanguageTag("zh-CN")));
        assertThat(it.base.count("core_personal_link WHERE secret_hash = '" + secret + "'"))
                .isZero();
        assertThat(it.base.links.find(link.id()).orElseThrow().secretHash)
                .hasSize(22)
                .isNotEqualTo(secret.substring(0, 22));
        assertThat(listed(clerk, true))
                .singleElement()
                .satisfies(one -> assertThat(one.path()).isNull())
                .satisfies(one -> assertThat(one.lastUsedAt()).isNotNull())
                .satisfies(one -> assertThat(one.name()).isEqualTo("我的手机"));
    }

    @Test
    @DisplayName("ARC-12, S-11: behind a link the user has the rights of its purpose, those he holds now, and no other")
    void onlyTheRightsOfThePurpose() {
        var link = make();
        var rights = read(secretOf(link), holder -> it.base.access.permissions());
        assertThat(rights).containsExactly(VIEW);
        assertThat(problem(() -> read(
                                secretOf(link),
                                holder -> it.base.current.as(
                                        it.base.access.actor(),
                                        () -> admin.create(new Draft("archives:calendar", "more")))))
                        .kind())
                .as("the rights stay as few for whoever acts for himself within")
                .isEqualTo(ProblemKind.FORBIDDEN);
        Set<String> stores =
                read(secretOf(link), holder -> it.base.access.visibility(VIEW).stores());
        assertThat(stores).containsExactly(store);

        it.asRoot(() -> it.users.change(
                new UserId(clerk.id()),
                it.users.get(new UserId(clerk.id()), Locale.ENGLISH).version(),
                TestPatch.of("{'roles':[]}"),
                Locale.ENGLISH));
        it.base.clock.advance(Duration.ofSeconds(5));
        isNone(secretOf(link));
    }

    @Test
    @DisplayName("ARC-12: what was never a link, one taken back and one for another purpose are answered alike")
    void allThatIsNoneIsAnsweredAlike() {
        var link = make();
        var other = make(clerk, "archives:other");
        isNone("");
        isNone("../../etc/passwd");
        isNone("x".repeat(5000));
        isNone(secretOf(other));
        opens(link);
        it.as(clerk, () -> {
            admin.revoke(link.id());
            return "";
        });
        isNone(secretOf(link));
        assertThat(it.base.count("core_audit WHERE action = 'link.revoked' AND object_id = '" + link.id() + "'"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("ARC-12: links end with their user, and stay ended when he comes back")
    void endWithTheirUser() {
        var link = make();
        activate(false);
        isNone(secretOf(link));
        activate(true);
        isNone(secretOf(link));
        assertThat(listed(clerk, true)).isEmpty();
    }

    private void activate(boolean active) {
        it.asRoot(() -> {
            var id = new UserId(clerk.id());
            var version = it.users.get(id, Locale.ENGLISH).version();
            it.users.change(id, version, TestPatch.of("{'active':" + active + "}"), Locale.ENGLISH);
        });
    }

    @Test
    @DisplayName("ARC-12: each use is counted, of a link and of an address")
    void usesAreCounted() {
        var link = make();
        for (int i = 0; i < LinkDesk.MOST_OF_LINK; i++) {
            opens(link);
        }
        assertThat(problem(() -> opens(link)).kind()).isEqualTo(ProblemKind.TOO_MANY_REQUESTS);
        rates.begin();
        opens(link);
        rates.begin();
        for (int i = 0; i < LinkDesk.MOST_FROM_ONE; i++) {
            var secret = "guess" + i;
            assertThat(problem(() -> read(secret, LinkHolder::user)).kind()).isEqualTo(ProblemKind.NOT_FOUND);
        }
        assertThat(problem(() -> opens(link)).retryAfter()).contains(LinkDesk.WINDOW);
    }

    @Test
    @DisplayName("ARC-12: a user has five links for a purpose, however many are made at once")
    void fiveAreEnough() throws Exception {
        var pool = Executors.newFixedThreadPool(AT_ONCE);
        var answers = new ArrayList<String>();
        try {
            Callable<String> one = () -> {
                try {
                    return make().id();
                } catch (Problem problem) {
                    return problem.code();
                }
            };
            for (var answer : pool.invokeAll(java.util.Collections.nCopies(AT_ONCE, one))) {
                answers.add(answer.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(answers.stream().filter("links-enough"::equals)).hasSize(AT_ONCE - LinkAdmin.MOST);
        assertThat(listed(clerk, true)).hasSize(LinkAdmin.MOST);
        make(clerk, "archives:other");
    }

    @Test
    @DisplayName("ARC-12, CORE-04: everybody sees and ends his own links, an administrator those of all")
    void whoSeesAndEnds() {
        var link = make();
        var other = someone(Roles.CLERK);
        var administrator = someone(Roles.ADMINISTRATOR);
        assertThat(listed(other, false)).isEmpty();
        assertThat(problem(() -> it.as(other, () -> admin.revocable(link.id()))).kind())
                .isEqualTo(ProblemKind.NOT_FOUND);
        assertThat(listed(administrator, false)).extracting(Link::id).contains(link.id());
        assertThat(listed(administrator, true)).isEmpty();
        it.as(administrator, () -> {
            admin.revoke(link.id());
            return "";
        });
        isNone(secretOf(link));
    }

    @Test
    @DisplayName("ARC-12: a purpose only views, and a link is made by a person who holds its rights")
    void whoMayMakeWhat() {
        assertThat(faults(clerk, "archives:change", "x")).containsExactly("/purpose");
        assertThat(faults(clerk, "archives:nothing", "x")).containsExactly("/purpose");
        assertThat(faults(clerk, null, " ")).containsExactlyInAnyOrder("/purpose", "/name");
        assertThat(problem(() -> make(someone(Roles.ADMINISTRATOR), "archives:calendar"))
                        .kind())
                .isEqualTo(ProblemKind.FORBIDDEN);
        var token =
                it.as(it.root, () -> it.tokens.create(new TokenAdmin.Draft("till", List.of("core:link:create"), null)));
        assertThat(problem(() -> make(new Actor(Actor.Kind.TOKEN, token.id(), "till"), "archives:calendar"))
                        .code())
                .isEqualTo("link-of-user");
    }

    private List<String> faults(Actor by, @Nullable String purpose, String name) {
        return problem(() -> it.as(by, () -> admin.create(new Draft(purpose, name)))).faults().stream()
                .map(fault -> fault.pointer())
                .toList();
    }

    @Test
    @DisplayName("ARC-12: those above a user are the leaders of his team and the ones above it, who see what is his")
    void whoStandsAbove() {
        var teams = new TeamLeads(it.base.places, it.base.users, it.base.rights, it.base.database.transactions());
        var name = "links-" + System.nanoTime();
        var chief = it.user(name + "-chief", Roles.SALES_LEAD, null);
        var lead = it.user(name + "-lead", Roles.SALES_LEAD, null);
        var top = it.team(name + " top", null, chief.id());
        var team = it.team(name, top, lead.id());
        var below = it.team(name + " below", team, clerk.id());
        inTeam(chief, top);
        inTeam(lead, team);
        var seller = it.user(name + "-seller", Roles.SALES, below);

        assertThat(teams.leads(new UserId(seller.id()), VIEW))
                .as("the clerk who leads his team does not see what is his")
                .extracting(one -> one.id())
                .containsExactly(lead.id(), chief.id());
        assertThat(teams.leads(new UserId(lead.id()), VIEW))
                .extracting(one -> one.id())
                .containsExactly(chief.id());
        assertThat(teams.leads(new UserId(clerk.id()), VIEW)).isEmpty();
    }

    @Test
    @DisplayName("FUN-03: a user belongs to his team and those above it, and a team has the users of those below it")
    void whoIsInATeam() {
        var teams = new TeamLeads(it.base.places, it.base.users, it.base.rights, it.base.database.transactions());
        var name = "members-" + System.nanoTime();
        var top = it.team(name + " top", null, clerk.id());
        var below = it.team(name + " below", top, clerk.id());
        var chief = new UserId(it.user(name + "-chief", Roles.SALES_LEAD, top).id());
        var seller = new UserId(it.user(name + "-seller", Roles.SALES, below).id());

        assertThat(teams.of(seller)).containsExactly(new TeamId(below), new TeamId(top));
        assertThat(teams.of(chief)).containsExactly(new TeamId(top));
        assertThat(teams.of(new UserId(clerk.id()))).isEmpty();
        assertThat(teams.members(new TeamId(top))).containsExactlyInAnyOrder(chief, seller);
        assertThat(teams.members(new TeamId(below))).containsExactly(seller);
        assertThat(teams.teamNames(Set.of(new TeamId(below))))
                .containsOnly(Map.entry(new TeamId(below), name + " below"));
    }

    @Test
    @DisplayName("FUN-14: a user is found by his sign-in name, and by his full name where nobody else has it")
    void whoIsCalledSo() {
        var names = new UserNames(it.base.users, it.base.rights, it.base.database.transactions());
        var name = "called-" + System.nanoTime();
        var seller = it.user(name, Roles.SALES, null);

        assertThat(names.byName(" " + name.toUpperCase(Locale.ROOT) + " "))
                .map(user -> user.id())
                .contains(seller.id());
        it.as(it.root, () -> {
            var id = new UserId(seller.id());
            return it.users.change(
                    id,
                    it.users.get(id, Locale.ENGLISH).version(),
                    TestPatch.of("{'displayName':'李雷 " + name + "'}"),
                    Locale.ENGLISH);
        });
        assertThat(names.byName("李雷 " + name)).map(user -> user.id()).contains(seller.id());
        assertThat(names.byName("nobody " + name)).isEmpty();
    }

    private void inTeam(Actor user, String team) {
        it.asRoot(() -> {
            var id = new UserId(user.id());
            var version = it.users.get(id, Locale.ENGLISH).version();
            it.users.change(id, version, TestPatch.of("{'teamId':'" + team + "'}"), Locale.ENGLISH);
        });
    }

    @Test
    @DisplayName("ARC-12: a link of a purpose whose module is away is none until it is back")
    void waitsForItsModule() {
        var link = make();
        var now = new LinkPurposes();
        var away = new LinkDesk(
                it.base.links,
                now,
                new LinkHash(it.base.keys),
                it.base.current,
                it.base.access,
                rates,
                it.base.database.transactions(),
                it.base.time);
        assertThat(problem(() -> away.read("archives:calendar", secretOf(link), HERE, LinkHolder::user))
                        .kind())
                .isEqualTo(ProblemKind.NOT_FOUND);
        opens(link);
    }
}
