package org.kithwork.web.internal.http;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the filter asks about those who serve. */
@Component(service = Guards.class)
public record Guards(ModuleGate gate, Undeclared undeclared, Resources resources, RestRuntime rest) {

    @Activate
    public Guards(
            @Reference ModuleGate gate,
            @Reference Undeclared undeclared,
            @Reference Resources resources,
            @Reference RestRuntime rest) {
        this.gate = gate;
        this.undeclared = undeclared;
        this.resources = resources;
        this.rest = rest;
    }
}
