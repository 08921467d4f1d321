package org.kithwork.core.internal.access;

import static java.util.Locale.ENGLISH;
import static java.util.Locale.SIMPLIFIED_CHINESE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.kithwork.core.internal.access.signin.SignInFixture.CLIENT;
import static org.kithwork.core.internal.access.signin.SignInFixture.PASSWORD;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.core.SignIn;
import org.kithwork.core.internal.access.audit.AuditReader;
import org.kithwork.core.internal.access.signin.Attempts;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.UserId;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AdministrationTest {

    private final DatabaseKind kind;
    private final AdminFixture fixture;

    AdministrationTest(DatabaseKind kind) {
        this.kind = kind;
        fixture = AdminFixture.shared(kind);
    }

    private Problem refused(Runnable body) {
        return catchThrowableOfType(Problem.class, body::run);
    }

    @Test
    void aNewUserChoosesHisPasswordByALinkThatIsGoodOnce() {
        var made = fixture.as(
                fixture.root,
                () -> fixture.users.create(new UserAdmin.Draft("Ｌｉ.Hua", "李华", "zh-CN", null, null, null), ENGLISH));
        assertThat(made.user().username()).isEqualTo("li.hua");
        assertThat(made.user().hasPassword()).isFalse();
        assertThat(made.passwordLink()).startsWith("/ui/password#");
        assertThat(refused(() -> fixture.signIn.signIn.signIn("li.hua", "", CLIENT))
                        .code())
                .isEqualTo("sign-in-failed");

        assertThat(refused(() -> fixture.passwords.byLink(made.passwordLink(), "12345678"))
                        .faults())
                .hasSize(1);
        fixture.passwords.byLink(made.passwordLink(), "a long enough secret");

        assertThat(fixture.signIn
                        .signIn
                        .signIn("LI.HUA", "a long enough secret", CLIENT)
                        .cookie())
                .isNotEmpty();
        assertThat(refused(() -> fixture.passwords.byLink(made.passwordLink(), "another long secret"))
                        .code())
                .isEqualTo("link-invalid");
    }

    @Test
    void aLinkEndsAfterSeventyTwoHoursAndIsReplacedByANewOne() {
        var user = fixture.user("linked", Roles.SALES, null);
        var first = fixture.as(fixture.root, () -> fixture.users.passwordLink(new UserId(user.id())));
        var second = fixture.as(fixture.root, () -> fixture.users.passwordLink(new UserId(user.id())));

        assertThat(refused(() -> fixture.passwords.byLink(first, "a long enough secret"))
                        .code())
                .isEqualTo("link-invalid");
        fixture.base.clock.advance(Duration.ofHours(73));
        assertThat(refused(() -> fixture.passwords.byLink(second, "a long enough secret"))
                        .code())
                .isEqualTo("link-invalid");
    }

    @Test
    @DisplayName("S-03: a wrong password link counts for where it came from, a good one with a weak password does not")
    void s03WrongLinks() {
        var from = new SignIn.Client("192.0.2.203", "test");
        var user = fixture.user("guessed", Roles.SALES, null);
        var link = fixture.as(fixture.root, () -> fixture.users.passwordLink(new UserId(user.id())));
        for (int i = 0; i < Attempts.ADDRESS_LIMIT + 5; i++) {
            assertThat(refused(() -> fixture.signIn.signIn.choosePassword(link, "short", from))
                            .faults())
                    .hasSize(1);
        }
        for (int i = 0; i < Attempts.ADDRESS_LIMIT; i++) {
            var wrong = "/ui/password#wrong" + i;
            assertThat(refused(() -> fixture.signIn.signIn.choosePassword(wrong, "a long enough secret", from))
                            .code())
                    .isEqualTo("link-invalid");
        }
        assertThat(refused(() -> fixture.signIn.signIn.choosePassword(link, "a long enough secret", from))
                        .code())
                .isEqualTo("too-many-attempts");
        fixture.signIn.signIn.choosePassword(link, "a long enough secret", CLIENT);
        assertThat(fixture.signIn
                        .signIn
                        .signIn("guessed", "a long enough secret", CLIENT)
                        .cookie())
                .isNotEmpty();
    }

    @Test
    void twoUsersCannotHaveNamesThatFoldToOne() {
        fixture.user("twin", Roles.SALES, null);

        assertThat(refused(() -> fixture.user("TWIN", Roles.SALES, null)).code())
                .isEqualTo("username-taken");
    }

    @Test
    void everyFaultOfANewUserIsNamedAndAStaleVersionIsRefused() {
        var problem = refused(() -> fixture.asRoot(() -> fixture.users.create(
                new UserAdmin.Draft("bad name", null, "fr", List.of("x"), List.of("y"), "z"), ENGLISH)));
        assertThat(problem.faults())
                .extracting(fault -> fault.pointer())
                .containsExactlyInAnyOrder("/username", "/language", "/roles/0", "/stores/0", "/teamId");

        var user = fixture.user("versioned", Roles.SALES, null);
        fixture.asRoot(() -> {
            var id = new UserId(user.id());
            var before = fixture.users.get(id, ENGLISH);
            var after = fixture.users.change(id, before.version(), TestPatch.of("{'displayName':'New name'}"), ENGLISH);
            assertThat(after.displayName()).isEqualTo("New name");
            assertThat(after.version()).isGreaterThan(before.version());
            assertThat(refused(() -> fixture.users.change(
                                    id, before.version(), TestPatch.of("{'displayName':'Other'}"), ENGLISH))
                            .kind())
                    .isEqualTo(ProblemKind.STALE);
        });
    }

    @Test
    void theLastWhoCanChangeUsersCannotBeBlockedNorLoseHisRole() {
        var alone = new AdminFixture(kind);
        try {
            alone.asRoot(() -> {
                var id = new UserId(alone.root.id());
                assertThat(refused(() -> alone.users.setActive(id, false, ENGLISH))
                                .code())
                        .isEqualTo("last-administrator");
                assertThat(refused(() -> alone.users.change(
                                        id,
                                        alone.users.get(id, ENGLISH).version(),
                                        TestPatch.of("{'roles':[]}"),
                                        ENGLISH))
                                .code())
                        .isEqualTo("last-administrator");
                assertThat(alone.users.get(id, ENGLISH).roles()).hasSize(2);
            });
        } finally {
            alone.close();
        }
    }

    @Test
    void onlyWhoHoldsTheRightChangesUsersAndOthersAreOutOfScope() {
        var manager = fixture.user("manager", Roles.STORE_MANAGER, null, fixture.store("Managed", null));
        fixture.base.current.run(manager, () -> {
            assertThat(refused(() -> fixture.users.create(
                                    new UserAdmin.Draft("nobody", null, null, null, null, null), ENGLISH))
                            .kind())
                    .isEqualTo(ProblemKind.FORBIDDEN);
            assertThat(refused(() -> fixture.users.get(new UserId(fixture.root.id()), ENGLISH))
                            .kind())
                    .isEqualTo(ProblemKind.NOT_FOUND);
            assertThat(fixture.users.list(AdminFixture.first(), ENGLISH).items())
                    .extracting(UserAdmin.User::username)
                    .containsExactly("manager");
        });
    }

    @Test
    void s07ATokenNeverHoldsMoreThanItsOwnerAndLosesWhatHeLoses() {
        var owner = fixture.user("token.owner", Roles.ADMINISTRATOR, null);
        var scopes = List.of("core:user:view", "core:store:view");
        var made = fixture.as(owner, () -> fixture.tokens.create(new TokenAdmin.Draft("till", scopes, null)));
        assertThat(made.token()).startsWith("kw_").hasSize(46);
        assertThat(refused(() -> fixture.as(
                                owner,
                                () -> fixture.tokens.create(
                                        new TokenAdmin.Draft("too much", List.of("core:customer:view"), null))))
                        .faults())
                .extracting(fault -> fault.pointer())
                .containsExactly("/scopes/0");

        var caller = fixture.signIn.signIn.token(made.token()).orElseThrow();
        assertThat(caller.actor().kind()).isEqualTo(Actor.Kind.TOKEN);
        assertThat(fixture.as(caller.actor(), fixture.base.access::permissions))
                .containsExactlyInAnyOrder(Permission.of("core:user:view"), Permission.of("core:store:view"));

        fixture.asRoot(() -> {
            var id = new UserId(owner.id());
            var clerk = fixture.base.roles.idsByWord().get(Roles.CLERK);
            fixture.users.change(
                    id, fixture.users.get(id, ENGLISH).version(), TestPatch.of("{'roles':['" + clerk + "']}"), ENGLISH);
        });
        assertThat(fixture.as(caller.actor(), fixture.base.access::permissions))
                .containsExactly(Permission.of("core:store:view"));

        fixture.asRoot(() -> fixture.tokens.revoke(made.id()));
        assertThat(fixture.signIn.signIn.token(made.token())).isEmpty();
        assertThat(fixture.as(caller.actor(), fixture.base.access::permissions)).isEmpty();
    }

    @Test
    void aTokenEndsAtTheLatestAfterAYearAndDangerousScopesAskForThePassword() {
        fixture.asRoot(() -> {
            var far = fixture.base.clock.instant().plus(Duration.ofDays(400)).toString();
            assertThat(refused(() ->
                                    fixture.tokens.create(new TokenAdmin.Draft("far", List.of("core:store:view"), far)))
                            .faults())
                    .extracting(fault -> fault.pointer())
                    .containsExactly("/expiresAt");
            var dangerous = List.of("core:customer:export");
            assertThat(refused(() -> fixture.tokens.create(new TokenAdmin.Draft("d", dangerous, null)))
                            .code())
                    .isEqualTo("scopes-dangerous");
        });
        var dangerous = List.of("core:customer:export");
        var browser = fixture.signIn.signIn.signIn("root", PASSWORD, CLIENT).caller();
        assertThat(fixture.base
                        .current
                        .as(browser, () -> fixture.tokens.create(new TokenAdmin.Draft("d", dangerous, null)))
                        .scopes())
                .isEqualTo(dangerous);
        var made = fixture.as(
                fixture.root,
                () -> fixture.tokens.create(new TokenAdmin.Draft("short", List.of("core:store:view"), null)));
        fixture.base.clock.advance(Duration.ofDays(91));
        assertThat(fixture.signIn.signIn.token(made.token())).isEmpty();
    }

    @Test
    void changingOnesPasswordEndsTheOtherSessions() {
        var user = fixture.user("changer", Roles.SALES, null);
        var link = fixture.as(fixture.root, () -> fixture.users.passwordLink(new UserId(user.id())));
        fixture.passwords.byLink(link, "the first secret of mine");
        var here = fixture.signIn.signIn.signIn("changer", "the first secret of mine", CLIENT);
        var there = fixture.signIn.signIn.signIn("changer", "the first secret of mine", CLIENT);

        fixture.base.current.run(user, () -> {
            assertThat(fixture.sessions.list(List.of(here.cookie())))
                    .extracting(SessionAdmin.Session::current)
                    .containsExactlyInAnyOrder(true, false);
            assertThat(refused(() -> fixture.passwords.own("wrong", "the second secret", ""))
                            .faults())
                    .hasSize(1);
            fixture.passwords.own(
                    "the first secret of mine",
                    "the second secret",
                    fixture.sessions.currentId(List.of("other", here.cookie())));
        });

        assertThat(fixture.signIn.signIn.session(here.cookie())).isPresent();
        assertThat(fixture.signIn.signIn.session(there.cookie())).isEmpty();
    }

    @Test
    void aRoleIsMadeChangedAndRemovedAndNamesItsFaults() {
        fixture.asRoot(() -> {
            var problem = refused(() -> fixture.roles.create(
                    new RoleAdmin.Draft("", List.of(new RoleAdmin.Grant("core:no:view", "SOME")), null, null),
                    Locale.ENGLISH));
            assertThat(problem.faults())
                    .extracting(fault -> fault.pointer())
                    .containsExactlyInAnyOrder("/name", "/grants/0/scope", "/grants/0/permission");

            var role = fixture.roles.create(
                    new RoleAdmin.Draft(
                            "Cashier",
                            List.of(new RoleAdmin.Grant("core:customer:view", "STORE")),
                            List.of(new RoleAdmin.Field("core:customer", "note", "HIDE")),
                            null),
                    Locale.ENGLISH);
            var changed = fixture.roles.change(
                    role.id(),
                    role.version(),
                    TestPatch.of("{'grants':[{'permission':'core:customer:view','scope':'ALL'}]}"),
                    Locale.ENGLISH);
            assertThat(changed.grants()).containsExactly(new RoleAdmin.Grant("core:customer:view", "ALL"));
            assertThat(changed.fields()).hasSize(1);
            assertThat(changed.version()).isGreaterThan(role.version());
            fixture.roles.delete(role.id());
            assertThat(fixture.roles.list(AdminFixture.first(), Locale.CHINA).items())
                    .extracting(RoleAdmin.Role::name)
                    .contains("店员", "系统管理员")
                    .doesNotContain("Cashier");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "\uFDFA", "汉"})
    void aStoreHasAnyNameOfTwoHundredCharacters(String character) {
        var name = character.repeat(200);

        fixture.asRoot(() -> assertThat(fixture.places
                        .store(new org.kithwork.permission.StoreId(fixture.store(name, null)))
                        .name())
                .isEqualTo(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "\uFDFA", "汉"})
    void aTeamARoleAUserAndATokenHaveAnyNameOfTwoHundredCharactersAndTheAuditNamesWhoActed(String character) {
        var name = character.repeat(200);
        fixture.asRoot(() -> {
            fixture.team(name, null, null);
            assertThat(fixture.places.teams(AdminFixture.first()).items())
                    .extracting(Places.Team::name)
                    .contains(name);
            var role = fixture.roles.create(
                    new RoleAdmin.Draft(name, List.of(new RoleAdmin.Grant("core:team:create", "ALL")), null, null),
                    ENGLISH);
            assertThat(role.name()).isEqualTo(name);
            var made = fixture.users.create(
                    new UserAdmin.Draft(
                            "wide." + (int) character.charAt(0), name, null, List.of(role.id()), null, null),
                    ENGLISH);
            assertThat(made.user().displayName()).isEqualTo(name);
            var actor = new Actor(Actor.Kind.USER, made.user().id(), name);
            fixture.as(actor, () -> fixture.places.createTeam(new Places.TeamDraft("By a long name", null, null)));
            var done = new AuditReader.Query(null, made.user().id(), "team.created", null, null, null);
            assertThat(fixture.audit.list(done, AdminFixture.first(), ENGLISH).items())
                    .extracting(entry -> entry.actor().name())
                    .containsExactly(name);
        });
    }

    @Test
    void aStoreCannotStandBelowItself() {
        var upper = fixture.store("Upper", null);
        var lower = fixture.store("Lower", upper);

        var problem = refused(() -> fixture.asRoot(() -> {
            var id = new org.kithwork.permission.StoreId(upper);
            fixture.places.changeStore(
                    id, fixture.places.store(id).version(), TestPatch.of("{'parentId':'" + lower + "'}"));
        }));

        assertThat(problem.faults()).extracting(fault -> fault.pointer()).containsExactly("/parentId");
    }

    @Test
    void theCompanysLogoIsAPictureAndNothingElse() {
        var png = new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 1};
        fixture.asRoot(() -> {
            assertThat(refused(() -> fixture.company.changeLogo("image/png", "<svg/>............".getBytes()))
                            .kind())
                    .isEqualTo(ProblemKind.UNSUPPORTED_MEDIA);
            assertThat(refused(() -> fixture.company.changeLogo("image/png", new byte[CompanyAdmin.LARGEST_LOGO + 1]))
                            .kind())
                    .isEqualTo(ProblemKind.TOO_LARGE);
            var company = fixture.company.changeLogo("image/png", png);
            assertThat(company.logo()).startsWith("/api/v1/company/logo?v=");
            assertThat(fixture.company.logo().orElseThrow().picture()).isEqualTo(png);
            fixture.company.changeLogo("image/png", png);
            var renamed = fixture.company.change(fixture.company.get().version(), TestPatch.of("{'name':'茶馆'}"));
            assertThat(renamed.name()).isEqualTo("茶馆");
            fixture.company.removeLogo();
            assertThat(fixture.company.logo()).isEmpty();
        });
    }

    @Test
    void everyChangeIsInTheAuditWithoutSecrets() {
        var user = fixture.user("audited", Roles.SALES, null);
        fixture.asRoot(() -> {
            var entries = fixture.audit
                    .list(new AuditReader.Query(user.id(), null, null, null, null, null), AdminFixture.first(), ENGLISH)
                    .items();
            assertThat(entries).extracting(AuditReader.Shown::action).contains("user.created");
            assertThat(entries.get(0).actor().id()).isEqualTo(fixture.root.id());
            var all = fixture.audit.list(
                    new AuditReader.Query("core:user", null, null, null, null, null), AdminFixture.first(), ENGLISH);
            assertThat(all.items().toString()).doesNotContain("argon2").doesNotContain("secret");
        });
    }

    @Test
    void rolesOfAUserAndWhatWasDoneToHimAreToldInTheLanguageAskedFor() {
        var user = fixture.user("worded", Roles.CLERK, null);
        fixture.asRoot(() -> {
            var id = new UserId(user.id());
            assertThat(fixture.users.get(id, ENGLISH).roleNames()).containsExactly("Store clerk");
            assertThat(fixture.users.get(id, SIMPLIFIED_CHINESE).roleNames()).containsExactly("店员");
            var about = new AuditReader.Query(user.id(), null, "user.created", null, null, null);
            var entry = fixture.audit
                    .list(about, AdminFixture.first(), SIMPLIFIED_CHINESE)
                    .items()
                    .get(0);
            assertThat(entry.action()).isEqualTo("user.created");
            assertThat(entry.actionTitle()).isEqualTo("新建用户");
            assertThat(entry.objectTitle()).isEqualTo("用户");
        });
    }
}
