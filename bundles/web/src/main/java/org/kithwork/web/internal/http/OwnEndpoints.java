package org.kithwork.web.internal.http;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.jakartars.whiteboard.JakartarsWhiteboardConstants;

/** The resources that core and web declare: whether each of them is registered, and served. */
@Component(service = OwnEndpoints.class)
public final class OwnEndpoints {

    private static final Set<String> BUNDLES = Set.of("org.kithwork.core", "org.kithwork.web");

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    @Activate
    public OwnEndpoints(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /** Whether all of them are among the services that the REST runtime has taken in. */
    boolean areAllServed(Set<Long> served) {
        var bundles = Arrays.stream(context.getBundles())
                .filter(bundle -> BUNDLES.contains(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE)
                .toArray(Bundle[]::new);
        return bundles.length == BUNDLES.size()
                && components.getComponentDescriptionDTOs(bundles).stream()
                        .filter(OwnEndpoints::isResource)
                        .allMatch(resource -> isServed(resource, served));
    }

    private static boolean isResource(ComponentDescriptionDTO component) {
        return "true"
                .equals(String.valueOf(component.properties.get(JakartarsWhiteboardConstants.JAKARTA_RS_RESOURCE)));
    }

    private boolean isServed(ComponentDescriptionDTO resource, Set<Long> served) {
        return components.getComponentConfigurationDTOs(resource).stream()
                .map(configuration -> configuration.service)
                .filter(Objects::nonNull)
                .anyMatch(service -> served.contains(service.id));
    }
}
