package org.kithwork.itests;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Starts only where Jetty got the packages of its weaver when it was resolved, and not when it first used them. */
public final class JettyWires implements BundleActivator {
    private static final String WEAVER = "org.apache.aries.spifly";

    @Override
    public void start(BundleContext context) {
        for (Bundle bundle : context.getBundles()) {
            if ("org.apache.felix.http.jetty12".equals(bundle.getSymbolicName()) && isWired(bundle)) {
                return;
            }
        }
        throw new IllegalStateException("Jetty does not import " + WEAVER + " by itself.");
    }

    private static boolean isWired(Bundle jetty) {
        for (BundleWire wire : jetty.adapt(BundleWiring.class).getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)) {
            if (WEAVER.equals(wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                    && !"dynamic".equals(wire.getRequirement().getDirectives().get("resolution"))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void stop(BundleContext context) {
        // Nothing was begun.
    }
}
