package org.kithwork.web.internal.session;

import org.kithwork.core.Callers;
import org.kithwork.core.SignIn;
import org.kithwork.core.SignIn.Caller;
import org.kithwork.core.SignIn.Profile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a caller learns of himself; right after signing in the request is still a stranger's. */
@Component(service = Profiles.class)
public final class Profiles {

    private final SignIn signIn;
    private final Callers callers;

    @Activate
    public Profiles(@Reference SignIn signIn, @Reference Callers callers) {
        this.signIn = signIn;
        this.callers = callers;
    }

    Profile of(Caller caller) {
        return callers.as(caller.actor(), () -> signIn.profile(caller));
    }
}
