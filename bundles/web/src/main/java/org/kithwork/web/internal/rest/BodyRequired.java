package org.kithwork.web.internal.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import org.kithwork.web.internal.Texts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** A method that says what it consumes is called with it, never with nothing. */
@Component(service = ContainerRequestFilter.class)
@JakartarsExtension
@JakartarsName("kithwork-body")
@Priority(Priorities.ENTITY_CODER)
public final class BodyRequired implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Activate
    public BodyRequired() {}

    @Override
    public void filter(ContainerRequestContext context) {
        var method = resource.getResourceMethod();
        if (method == null || context.hasEntity() || !method.isAnnotationPresent(Consumes.class)) {
            return;
        }
        if (Arrays.stream(method.getParameterAnnotations()).anyMatch(BodyRequired::isBody)) {
            throw StrictReader.malformed(Texts.of("json-empty"));
        }
    }

    /** A parameter without an annotation of Jakarta REST is the body. */
    private static boolean isBody(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .noneMatch(annotation -> annotation.annotationType().getName().startsWith("jakarta.ws.rs."));
    }
}
