package org.kithwork.core.internal.module.doctor;

import java.util.List;
import org.kithwork.core.internal.module.Updates;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the last update came up. */
@Component(service = Check.class)
public final class UpdateCheck implements Check {

    private static final String NAME = "update";

    private final Updates updates;

    @Activate
    public UpdateCheck(@Reference Updates updates) {
        this.updates = updates;
    }

    @Override
    public List<Finding> findings() {
        var state = updates.state();
        var failed = state.failed();
        if (failed != null) {
            return List.of(Finding.warn(
                    NAME,
                    "the core " + failed.core() + " was taken back: " + failed.reason()
                            + " Run update:plan, or update:cancel to forget it"));
        }
        var staged = state.staged();
        return List.of(
                staged == null
                        ? Finding.ok(NAME, "the core is " + state.core())
                        : Finding.ok(NAME, "the next start tries the core " + staged.core()));
    }
}
