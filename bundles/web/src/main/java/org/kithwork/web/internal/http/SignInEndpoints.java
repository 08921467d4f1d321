package org.kithwork.web.internal.http;

import java.util.Optional;
import org.kithwork.core.Readiness;
import org.kithwork.web.internal.http.OwnEndpoints.Part;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether somebody can sign in. A new core that is tried lets nobody in before all else is up. */
@Component
public final class SignInEndpoints implements Readiness {

    private final RestRuntime rest;

    @Activate
    public SignInEndpoints(@Reference RestRuntime rest) {
        this.rest = rest;
    }

    @Override
    public String name() {
        return "sign-in";
    }

    @Override
    public Optional<String> waitsFor() {
        return rest.waitsFor(Part.SIGN_IN);
    }
}
