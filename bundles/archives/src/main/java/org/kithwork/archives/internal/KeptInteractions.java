package org.kithwork.archives.internal;

import org.kithwork.interaction.InteractionEntry;
import org.kithwork.interaction.spi.InteractionKeeper;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records the interactions that other modules tell of. */
@Component
public final class KeptInteractions implements InteractionKeeper {

    private final AccessControl access;
    private final InteractionBook book;

    @Activate
    public KeptInteractions(@Reference AccessControl access, @Reference InteractionBook book) {
        this.access = access;
        this.book = book;
    }

    @Override
    public boolean isOpen() {
        return access.permits(ArchivesPermissions.INTERACTION_CREATE);
    }

    @Override
    public String record(InteractionEntry entry) {
        return book.record(new InteractionDraft(
                        entry.customer().value(),
                        entry.at(),
                        null,
                        entry.channel(),
                        entry.direction(),
                        null,
                        null,
                        entry.topic(),
                        entry.body(),
                        null,
                        null,
                        null,
                        null))
                .id()
                .value();
    }
}
