package org.kithwork.core.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.problem.Problem;

class SealedPagingTest {

    @TempDir
    Path folder;

    private SealedPaging paging;

    @BeforeEach
    void open() {
        paging = paging("keys");
    }

    private SealedPaging paging(String keys) {
        return new SealedPaging(
                new KeyRingSeal(new Keys(KeyRing.open(folder.resolve(keys), folder.resolve("data"), true))));
    }

    private String code(Runnable body) {
        return catchThrowableOfType(Problem.class, body::run).code();
    }

    @Test
    void aCursorLeadsOnAndShowsNothing() {
        var first = paging.request(2, null);
        var page = paging.page(List.of("张三", "张四", "张五"), first, Function.identity());

        assertThat(page.items()).containsExactly("张三", "张四");
        assertThat(page.next()).doesNotContain("张");
        assertThat(paging.request(2, page.next()).after()).isEqualTo("张四");
        assertThat(paging.page(List.of("a", "b"), first, Function.identity()).next())
                .isNull();
    }

    @Test
    @DisplayName("CORE-16: a changed or foreign cursor is refused")
    void aChangedOrForeignCursorIsRefused() {
        var cursor = paging.page(List.of("a", "b"), paging.request(1, null), Function.identity())
                .next();
        for (int i = 0; i < cursor.length(); i++) {
            var changed = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            if (!java.util.Arrays.equals(
                    java.util.Base64.getUrlDecoder().decode(changed),
                    java.util.Base64.getUrlDecoder().decode(cursor))) {
                assertThat(code(() -> paging.request(1, changed))).isEqualTo("cursor-invalid");
            }
        }
        assertThat(code(() -> paging.request(1, "not a cursor"))).isEqualTo("cursor-invalid");
        assertThat(code(() -> paging.request(1, "x".repeat(5_000)))).isEqualTo("cursor-invalid");
        assertThat(code(() -> paging("others").request(1, cursor))).isEqualTo("cursor-invalid");
    }

    @Test
    void aLimitIsFromOneToTwoHundred() {
        assertThat(paging.request(null, null).limit()).isEqualTo(50);
        assertThat(code(() -> paging.request(0, null))).isEqualTo("limit-invalid");
        assertThat(code(() -> paging.request(201, null))).isEqualTo("limit-invalid");
    }
}
