package org.kithwork.archives.internal;

import org.kithwork.interaction.FollowUpEntry;
import org.kithwork.interaction.spi.FollowUpKeeper;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Plans the follow-ups that other modules ask for. */
@Component
public final class KeptFollowUps implements FollowUpKeeper {

    private final AccessControl access;
    private final FollowUpBook book;

    @Activate
    public KeptFollowUps(@Reference AccessControl access, @Reference FollowUpBook book) {
        this.access = access;
        this.book = book;
    }

    @Override
    public boolean isOpen() {
        return access.permits(ArchivesPermissions.FOLLOW_UP_CREATE);
    }

    @Override
    public String plan(FollowUpEntry entry) {
        var store = entry.store();
        var draft = new FollowUpDraft(
                entry.customer().value(),
                entry.at().toString(),
                entry.kind(),
                entry.subject(),
                null,
                null,
                store == null ? null : store.value(),
                null);
        var owner = entry.owner();
        return book.plan(draft, new Actor(Actor.Kind.USER, owner.id(), String.valueOf(owner.name())))
                .id()
                .value();
    }
}
