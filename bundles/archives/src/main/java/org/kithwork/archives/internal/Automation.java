package org.kithwork.archives.internal;

import org.kithwork.consent.AutomatedDecisions;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether a machine may conclude something of a customer; where the actor may not know, it may not. */
@Component(service = Automation.class)
public final class Automation {

    private static final Permission CONSENT_VIEW = Permission.of("core:consent:view");

    private final AccessControl access;
    private final AutomatedDecisions decisions;

    @Activate
    public Automation(@Reference AccessControl access, @Reference AutomatedDecisions decisions) {
        this.access = access;
        this.decisions = decisions;
    }

    public boolean allowed(CustomerId customer) {
        return access.permits(CONSENT_VIEW) && decisions.of(customer).allowed();
    }
}
