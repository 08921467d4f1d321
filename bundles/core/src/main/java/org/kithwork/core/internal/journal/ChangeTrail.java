package org.kithwork.core.internal.journal;

import org.kithwork.audit.Audit;
import org.kithwork.event.Journal;
import org.kithwork.event.Trail;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The audit and the journal that changes of modules are written into. */
@Component
public record ChangeTrail(@Override Audit audit, @Override Journal journal) implements Trail {

    @Activate
    public ChangeTrail(@Reference Audit audit, @Reference Journal journal) {
        this.audit = audit;
        this.journal = journal;
    }
}
