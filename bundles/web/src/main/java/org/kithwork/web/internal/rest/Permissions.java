package org.kithwork.web.internal.rest;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Public;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.web.internal.CoreServices;
import org.kithwork.web.internal.Texts;
import org.kithwork.web.internal.http.Exchange;
import org.kithwork.web.internal.http.Resources;
import org.kithwork.web.internal.http.Undeclared;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Lets a caller into a REST method by what the method declares; one that declares nothing lets in nobody. */
@Component(service = ContainerRequestFilter.class, property = "service.ranking:Integer=2147483647")
@JakartarsExtension
@JakartarsName("kithwork-permissions")
@Priority(Priorities.AUTHORIZATION)
public final class Permissions implements ContainerRequestFilter {

    private final CoreServices core;
    private final Resources resources;
    private final Undeclared undeclared;

    @Context
    ResourceInfo resource;

    @Context
    HttpServletRequest request;

    @Activate
    public Permissions(@Reference CoreServices core, @Reference Resources resources, @Reference Undeclared undeclared) {
        this.core = core;
        this.resources = resources;
        this.undeclared = undeclared;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        var method = resource.getResourceMethod();
        var declared = Declaration.of(method).or(() -> Declaration.of(resource.getResourceClass()));
        if (declared.isPresent() && declared.get().open()) {
            return;
        }
        var actor = Exchange.of(request).actor();
        if (declared.isEmpty()) {
            noteUndeclared(context);
        }
        if (actor.kind() == Actor.Kind.PUBLIC) {
            throw Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated");
        }
        if (declared.isEmpty()) {
            throw Problem.of(ProblemKind.FORBIDDEN, Texts.of("undeclared"));
        }
        require(declared.get().right());
    }

    /** Asks the one gate, which notes a refusal in the audit. */
    private void require(String right) {
        if (!right.equals(Requires.SIGNED_IN)) {
            core.access()
                    .orElseThrow(() -> Problem.of(ProblemKind.UNAVAILABLE, "busy"))
                    .require(Permission.of(right));
        }
    }

    private void noteUndeclared(ContainerRequestContext context) {
        var type = resource.getResourceClass();
        var word = Exchange.of(request).target().word();
        if (type != null && !type.getName().startsWith("org.glassfish.jersey.")) {
            undeclared.note(
                    resources.ownerOf(type, word),
                    context.getMethod() + " " + Exchange.of(request).target().path());
        }
    }

    /** What stands on a method or a class. */
    private record Declaration(boolean open, String right) {

        static Optional<Declaration> of(@Nullable AnnotatedElement element) {
            if (element == null) {
                return Optional.empty();
            }
            var requires = element.getAnnotation(Requires.class);
            if (requires != null) {
                return Optional.of(new Declaration(false, requires.value()));
            }
            return element.isAnnotationPresent(Public.class)
                    ? Optional.of(new Declaration(true, ""))
                    : Optional.empty();
        }
    }
}
