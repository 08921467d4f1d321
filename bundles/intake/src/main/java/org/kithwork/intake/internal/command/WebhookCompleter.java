package org.kithwork.intake.internal.command;

import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.intake.internal.webhook.Subscriptions;
import org.kithwork.page.PageRequest;
import org.kithwork.shell.WordCompleter;

/** The ids of webhooks. */
@Service
public final class WebhookCompleter extends WordCompleter {

    @Reference
    Subscriptions subscriptions;

    @Override
    protected Collection<String> words() {
        return subscriptions.list(PageRequest.first(200)).items().stream()
                .map(webhook -> webhook.id().value())
                .toList();
    }
}
