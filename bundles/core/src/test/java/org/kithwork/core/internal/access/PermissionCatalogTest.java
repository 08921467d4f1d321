package org.kithwork.core.internal.access;

import static java.util.Locale.ENGLISH;
import static java.util.Locale.SIMPLIFIED_CHINESE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.PropertyResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.loyalty.LoyaltyPermissions;

/** Codes of the audit and of rights are shown in the words that their module brings. */
class PermissionCatalogTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern ACTION = Pattern.compile("\"([a-z-]+\\.[a-z-]+)\"");
    private static final Pattern AUDITED = Pattern.compile(
            "(?:Audit\\.Entry|note|want|changed|alter|mark|audit|log\\.write)\\([^;]*?;", Pattern.DOTALL);

    private final PermissionCatalog catalog =
            new PermissionCatalog(List.of(new CorePermissions(), new LoyaltyPermissions()));

    @Test
    void anActionOfTheCoreIsShownInTheLanguageAskedFor() {
        assertThat(catalog.action("core:user", "user.created", ENGLISH)).isEqualTo("User added");
        assertThat(catalog.action("core:user", "user.created", SIMPLIFIED_CHINESE))
                .isEqualTo("新建用户");
        assertThat(catalog.object("core:user", SIMPLIFIED_CHINESE)).isEqualTo("用户");
    }

    @Test
    void anActionOfAModuleIsShownInTheWordsBesideItsPermissions() {
        assertThat(catalog.action("loyalty:member", "member.joined", ENGLISH)).isEqualTo("Joined the programme");
        assertThat(catalog.action("loyalty:member", "member.joined", SIMPLIFIED_CHINESE))
                .isEqualTo("入会");
        assertThat(catalog.object("loyalty:member", SIMPLIFIED_CHINESE)).isEqualTo("会员");
        assertThat(catalog.title("loyalty:member:view", SIMPLIFIED_CHINESE)).isEqualTo("查看会员");
    }

    @Test
    void theActionsToChooseFromAreThoseThatHaveWords() {
        assertThat(catalog.actions(SIMPLIFIED_CHINESE))
                .contains(
                        new PermissionCatalog.Action("member.joined", "入会"),
                        new PermissionCatalog.Action("user.created", "新建用户"))
                .extracting(PermissionCatalog.Action::action)
                .doesNotHaveDuplicates();
    }

    @Test
    void aCodeWithoutATextAndOneWhoseModuleIsAwayStandForThemselves() {
        assertThat(catalog.action("loyalty:member", "member.left", ENGLISH)).isEqualTo("member.left");
        assertThat(catalog.action("loyalty:member", "user.created", ENGLISH)).isEqualTo("user.created");
        assertThat(catalog.action("funnel:lead", "lead.won", ENGLISH)).isEqualTo("lead.won");
        assertThat(catalog.object("funnel:lead", ENGLISH)).isEqualTo("funnel:lead");
        assertThat(catalog.title("loyalty:member:edit", ENGLISH)).isEqualTo("loyalty:member:edit");
        assertThat(catalog.title("funnel:lead:view", ENGLISH)).isEqualTo("funnel:lead:view");
        assertThat(catalog.action("", "thing.done", ENGLISH)).isEqualTo("thing.done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_zh.properties"})
    void everyActionThatTheCoreWritesToTheAuditAndEveryRightOfItHasAText(String file) throws IOException {
        var texts = texts(file);
        assertThat(actions())
                .hasSizeGreaterThan(30)
                .allSatisfy(action -> assertThat(texts).as(action).contains("action." + action));
        assertThat(catalog.declarations())
                .filteredOn(declaration -> declaration.permission().module().equals("core"))
                .allSatisfy(declaration ->
                        assertThat(texts).contains(declaration.title().code()));
        assertThat(DefaultRoles.WORDS).allSatisfy(word -> assertThat(texts).contains("role." + word));
    }

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertThat(texts("messages.properties")).isEqualTo(texts("messages_zh.properties"));
    }

    private static Set<String> texts(String file) throws IOException {
        var resource = Path.of("src/main/resources/org/kithwork/core/internal/access", file);
        try (var reader = Files.newBufferedReader(resource, StandardCharsets.UTF_8)) {
            return new PropertyResourceBundle(reader).keySet();
        }
    }

    /** The words like {@code user.created} in the calls that write to the audit. */
    private static Set<String> actions() throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var audited = AUDITED.matcher(Files.readString(file));
                while (audited.find()) {
                    ACTION.matcher(audited.group()).results().forEach(action -> found.add(action.group(1)));
                }
            }
        }
        return found;
    }
}
