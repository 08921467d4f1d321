package org.kithwork.web.internal.http;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kithwork.core.SignIn;
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

    /** Those through which somebody signs in wait until a new core has shown that it works; all others are there before. */
    enum Part {
        SIGN_IN,
        OTHERS;

        private static Part of(ComponentDescriptionDTO component) {
            return Arrays.stream(component.references)
                            .anyMatch(reference -> SignIn.class.getName().equals(reference.interfaceName))
                    ? SIGN_IN
                    : OTHERS;
        }
    }

    /** The names of those that are not among the services that the REST runtime has taken in. */
    SortedSet<String> missing(Part part, Set<Long> served) {
        var missing = new TreeSet<String>();
        for (var name : BUNDLES) {
            var bundle = active(name);
            if (bundle.isEmpty()) {
                missing.add(name);
                continue;
            }
            components.getComponentDescriptionDTOs(bundle.get()).stream()
                    .filter(component -> isResource(component) && Part.of(component) == part)
                    .filter(component -> !isServed(component, served))
                    .map(component -> component.name)
                    .forEach(missing::add);
        }
        return missing;
    }

    private Optional<Bundle> active(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE)
                .findFirst();
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
