package org.kithwork.core.internal.module.karaf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kithwork.core.internal.module.ModuleHealth;
import org.kithwork.core.internal.module.ModuleProblem;
import org.kithwork.core.internal.module.ModuleWord;
import org.kithwork.problem.Message;
import org.kithwork.store.SchemaFailure;
import org.kithwork.store.SchemaReady;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Asks the framework, the extender of tables and the component runtime. Holds nothing of the module. */
@Component(service = ModuleHealth.class)
public final class ComponentHealth implements ModuleHealth {

    private static final String SCHEMA_HEADER = "Kithwork-Schema";
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final ModuleDuties duties;

    @Activate
    public ComponentHealth(
            BundleContext context, @Reference ServiceComponentRuntime components, @Reference ModuleDuties duties) {
        this.context = context;
        this.components = components;
        this.duties = duties;
    }

    /** How it stands: done, hopeless, or still to be waited for. */
    private record Look(boolean over, Optional<Message> lacks) {

        static final Look READY = new Look(true, Optional.empty());

        static Look failed(Message reason) {
            return new Look(true, Optional.of(reason));
        }

        static Look notYet(Message reason) {
            return new Look(false, Optional.of(reason));
        }
    }

    @Override
    public Optional<Message> awaitReady(String word, Duration patience) {
        var bell = new Object();
        ServiceListener listener = event -> {
            synchronized (bell) {
                bell.notifyAll();
            }
        };
        context.addServiceListener(listener);
        try {
            var end = System.nanoTime() + patience.toNanos();
            var look = look(word, patience);
            while (!look.over() && System.nanoTime() < end) {
                synchronized (bell) {
                    bell.wait(LOOK_AGAIN_MILLIS);
                }
                look = look(word, patience);
            }
            return look.lacks();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(ModuleProblem.message("bundle-not-active"));
        } finally {
            context.removeServiceListener(listener);
        }
    }

    private Look look(String word, Duration patience) {
        var bundle = bundle(word);
        if (bundle.isEmpty() || bundle.get().getState() != Bundle.ACTIVE) {
            return Look.notYet(ModuleProblem.message("bundle-not-active"));
        }
        if (bundle.get().getHeaders("").get(SCHEMA_HEADER) != null
                && reference(SchemaReady.class, word).isEmpty()) {
            var failure = schemaFailure(word);
            return failure.map(reason -> Look.failed(ModuleProblem.message("schema-failed", reason)))
                    .orElseGet(() -> Look.notYet(ModuleProblem.message("schema-late", seconds(patience))));
        }
        var look = components(bundle.get(), patience);
        return look == Look.READY
                ? duties.owed(bundle.get(), word).map(Look::failed).orElse(look)
                : look;
    }

    private Optional<Bundle> bundle(String word) {
        for (var bundle : context.getBundles()) {
            if ((ModuleWord.BUNDLE + word).equals(bundle.getSymbolicName())) {
                return Optional.of(bundle);
            }
        }
        return Optional.empty();
    }

    private Look components(Bundle bundle, Duration patience) {
        List<String> waiting = new ArrayList<>();
        for (var component : components.getComponentDescriptionDTOs(bundle)) {
            var configurations = components.getComponentConfigurationDTOs(component);
            if (!components.isComponentEnabled(component)
                    || configurations.isEmpty() && component.configurationPolicy.equals("require")) {
                continue;
            }
            if (configurations.stream().anyMatch(one -> one.state == ComponentConfigurationDTO.FAILED_ACTIVATION)) {
                return Look.failed(ModuleProblem.message("component-failed", simpleName(component)));
            }
            if (configurations.stream()
                    .noneMatch(one ->
                            (one.state & (ComponentConfigurationDTO.SATISFIED | ComponentConfigurationDTO.ACTIVE))
                                    != 0)) {
                waiting.add(simpleName(component));
            }
        }
        return waiting.isEmpty()
                ? Look.READY
                : Look.notYet(ModuleProblem.message("components-late", seconds(patience), String.join(", ", waiting)));
    }

    private static String simpleName(ComponentDescriptionDTO component) {
        return component.name.substring(component.name.lastIndexOf('.') + 1);
    }

    private static String seconds(Duration patience) {
        return Long.toString(patience.toSeconds());
    }

    private Optional<String> schemaFailure(String word) {
        return reference(SchemaFailure.class, word).map(reference -> {
            var failure = context.getService(reference);
            try {
                return failure == null ? "" : failure.reason();
            } finally {
                context.ungetService(reference);
            }
        });
    }

    private <S> Optional<ServiceReference<S>> reference(Class<S> type, String word) {
        try {
            return context.getServiceReferences(type, "(" + SchemaReady.MODULE + "=" + word + ")").stream()
                    .findFirst();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
