package org.kithwork.core.internal.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Cursors that carry the sealed sort key of the last row shown. */
@Component(service = Paging.class)
public final class SealedPaging implements Paging {

    private static final int LONGEST_CURSOR = 4000;

    private final Seal seal;

    @Activate
    public SealedPaging(@Reference Seal seal) {
        this.seal = seal;
    }

    @Override
    public PageRequest request(@Nullable Integer limit, @Nullable String cursor) {
        var rows = limit == null ? PageRequest.DEFAULT_LIMIT : limit;
        if (rows < 1 || rows > PageRequest.MAX_LIMIT) {
            throw Problem.of(ProblemKind.MALFORMED, "limit-invalid");
        }
        return new PageRequest(rows, cursor == null || cursor.isEmpty() ? null : open(cursor));
    }

    @Override
    public <T> Page<T> page(List<T> rowsAndOneMore, PageRequest request, Function<? super T, String> key) {
        if (rowsAndOneMore.size() <= request.limit()) {
            return new Page<>(rowsAndOneMore, null);
        }
        var rows = rowsAndOneMore.subList(0, request.limit());
        return new Page<>(rows, seal.seal(key.apply(rows.get(rows.size() - 1))));
    }

    private String open(String cursor) {
        if (cursor.length() > LONGEST_CURSOR) {
            throw Problem.of(ProblemKind.MALFORMED, "cursor-invalid");
        }
        return seal.open(cursor).orElseThrow(() -> Problem.of(ProblemKind.MALFORMED, "cursor-invalid"));
    }
}
