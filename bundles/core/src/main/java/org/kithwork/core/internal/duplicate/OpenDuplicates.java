package org.kithwork.core.internal.duplicate;

import org.kithwork.core.internal.duplicate.store.DuplicateStore;
import org.kithwork.customer.DuplicateFigures;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts the customers of whom somebody is to decide whether they are the same. */
@Component(service = DuplicateFigures.class)
public final class OpenDuplicates implements DuplicateFigures {

    private final AccessControl access;
    private final DuplicateStore store;

    @Activate
    public OpenDuplicates(@Reference AccessControl access, @Reference DuplicateStore store) {
        this.access = access;
        this.store = store;
    }

    @Override
    public long customersInDoubt() {
        if (!access.visibility(Duplicates.VIEW).all()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", Duplicates.VIEW.toString());
        }
        return store.customersInOpenPairs();
    }
}
