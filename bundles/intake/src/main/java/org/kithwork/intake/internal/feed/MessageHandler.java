package org.kithwork.intake.internal.feed;

import java.util.Set;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.intake.internal.IntakeEvents;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Imports a message right after it was kept, as the module. */
@Component
public final class MessageHandler implements EventHandler {

    private final Messages messages;

    @Activate
    public MessageHandler(@Reference Messages messages) {
        this.messages = messages;
    }

    @Override
    public String name() {
        return "intake.messages";
    }

    @Override
    public Set<String> types() {
        return Set.of(IntakeEvents.MESSAGE_RECEIVED.name());
    }

    @Override
    public void handle(Event event) {
        messages.work(new MessageId(event.subjectId()));
    }
}
