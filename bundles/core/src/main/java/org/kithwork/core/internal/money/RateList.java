package org.kithwork.core.internal.money;

import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.money.store.RateEntity;
import org.kithwork.core.internal.money.store.RateStore;
import org.kithwork.money.MoneyDraft;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the table of rates to people. */
@Component(service = RateList.class)
public final class RateList {

    private final RateStore store;
    private final AccessControl access;
    private final Paging paging;

    @Activate
    public RateList(@Reference RateStore store, @Reference AccessControl access, @Reference Paging paging) {
        this.store = store;
        this.access = access;
        this.paging = paging;
    }

    /**
     * A page of the table, the latest day first.
     *
     * @param currency the code on either side; all where absent
     * @param replaced whether entries that stand no more are there as well
     */
    public Page<RateEntry> list(@Nullable String currency, boolean replaced, PageRequest request) {
        access.require(MoneyPermissions.VIEW);
        var faults = new Faults();
        var side = MoneyDraft.currency(faults, "/currency", currency);
        faults.check();
        Page<RateEntity> page = paging.page(store.page(side, replaced, request), request, row -> row.listKey);
        return page.map(RateWriter::view);
    }

    /** An entry, whether it stands or not. */
    public RateEntry get(String id) {
        access.require(MoneyPermissions.VIEW);
        return store.find(id).map(RateWriter::view).orElseThrow(() -> Problem.notFound("rate"));
    }
}
