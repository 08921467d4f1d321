package org.kithwork.web.internal.http;

import java.time.Duration;
import org.kithwork.core.Endpoints;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The REST runtime takes in what is registered on a thread of its own; this waits for it. */
@Component(service = Endpoints.class)
public final class ServedEndpoints implements Endpoints {

    private final Resources resources;
    private final RestRuntime rest;

    @Activate
    public ServedEndpoints(@Reference Resources resources, @Reference RestRuntime rest) {
        this.resources = resources;
        this.rest = rest;
    }

    @Override
    public boolean awaitServed(String module, Duration patience) {
        return rest.awaitServed(() -> resources.servicesOf(module), patience);
    }
}
