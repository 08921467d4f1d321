package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Modules come and go while the console is looked at. */
@ExtendWith(ConsoleExtension.class)
class ConsoleModulesIT {

    private final Console console;

    ConsoleModulesIT(Console console) {
        this.console = console;
    }

    @Test
    void thePanelOfArchivesLeavesAndReturnsWithItsModule() {
        var page = console.listening("/customers/" + console.customer("许诺", "17700000001"));
        assertThat(page.tab("动态")).isVisible();
        assertThat(page.navigation("客户往来")).isVisible();

        assertThat(console.client().post("/modules/archives/stop").status()).isIn(200, 202);
        assertThat(page.tab("动态")).isHidden();
        assertThat(page.navigation("客户往来")).isHidden();
        assertThat(page.tab("变更记录")).isVisible();

        assertThat(console.client().post("/modules/archives/start").status()).isIn(200, 202);
        assertThat(page.tab("动态")).isVisible();
        assertThat(page.navigation("客户往来")).isVisible();
    }
}
