package org.kithwork.test;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Pages whose cursor is the sort key in clear. */
public final class FakePaging implements Paging {

    @Override
    public PageRequest request(@Nullable Integer limit, @Nullable String cursor) {
        var rows = limit == null ? PageRequest.DEFAULT_LIMIT : limit;
        if (rows < 1 || rows > PageRequest.MAX_LIMIT) {
            throw Problem.invalid("/limit", Message.of(Problem.class, "limit-invalid"));
        }
        return new PageRequest(rows, cursor);
    }

    @Override
    public <T> Page<T> page(List<T> rowsAndOneMore, PageRequest request, Function<? super T, String> key) {
        if (rowsAndOneMore.size() <= request.limit()) {
            return new Page<>(rowsAndOneMore, null);
        }
        var items = rowsAndOneMore.subList(0, request.limit());
        return new Page<>(items, key.apply(items.get(items.size() - 1)));
    }
}
