package org.kithwork.core.internal.journal;

import java.util.List;
import org.kithwork.core.ChangeListener;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, after commit, those who listen that something changed. A hint: whoever fails to listen misses it. */
@Component(service = Changes.class)
public final class Changes {

    private static final Logger LOGGER = LoggerFactory.getLogger(Changes.class);

    private final Transactions transactions;

    @Reference
    public volatile List<ChangeListener> listeners = List.of();

    @Activate
    public Changes(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /** As {@link ChangeListener#changed}, once the current transaction has committed. */
    public void changed(String topic, String id) {
        transactions.afterCommit(() -> listeners.forEach(listener -> tell(listener, topic, id)));
    }

    private static void tell(ChangeListener listener, String topic, String id) {
        try {
            listener.changed(topic, id);
        } catch (RuntimeException | LinkageError e) {
            LOGGER.debug("A listener did not take the change of {}", topic, e);
        }
    }
}
