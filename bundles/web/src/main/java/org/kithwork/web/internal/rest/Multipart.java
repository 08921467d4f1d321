package org.kithwork.web.internal.rest;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import org.glassfish.jersey.media.multipart.MultiPartFeature;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Lets REST methods take {@code multipart/form-data} as {@code EntityPart}. */
@Component(service = Feature.class)
@JakartarsExtension
@JakartarsName("kithwork-multipart")
public final class Multipart implements Feature {

    @Override
    public boolean configure(FeatureContext context) {
        context.register(MultiPartFeature.class);
        return true;
    }
}
