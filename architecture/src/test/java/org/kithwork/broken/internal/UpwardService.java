package org.kithwork.broken.internal;

import java.io.IOException;
import java.net.URL;
import java.time.Clock;
import java.time.Instant;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.kithwork.broken.internal.rest.OpenResource;
import org.kithwork.core.Callers;
import org.kithwork.other.internal.Neighbour;
import org.osgi.service.component.annotations.Reference;

/** A service of a module that does what services do not. */
public final class UpwardService {
    @Reference
    @Nullable
    Clock clock;

    @Nullable
    Callers callers;

    @Nullable
    Neighbour neighbour;

    String query(EntityManager em, OpenResource resource, String input) throws InterruptedException, IOException {
        Thread.sleep(1);
        new URL("https://example.com/" + input).openStream().close();
        em.createQuery("select t from T t where t.text = '" + input + "'");
        return resource.open() + Instant.now();
    }
}
