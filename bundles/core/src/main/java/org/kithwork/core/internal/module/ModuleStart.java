package org.kithwork.core.internal.module;

import org.apache.karaf.features.BootFinished;
import org.kithwork.core.internal.access.signin.Admission;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;

/** Has the modules brought in once Karaf has installed what it boots with; before that it installs nothing for us. */
@Component(
        service = {},
        immediate = true)
public final class ModuleStart extends ServiceTracker<BootFinished, BootFinished> {

    private final ModuleThread thread;
    private final ModuleRestore restore;
    private final UpdateTrial trial;
    private boolean begun;

    @Activate
    public ModuleStart(
            BundleContext context,
            @Reference ModuleThread thread,
            @Reference ModuleRestore restore,
            @Reference UpdateTrial trial,
            @Reference Admission admission) {
        super(context, BootFinished.class, null);
        this.thread = thread;
        this.restore = restore;
        this.trial = trial;
        var chosen = System.getenv().getOrDefault("KITHWORK_MODULES", "");
        thread.later("Reading the modules", () -> restore.announce(chosen));
        open();
    }

    @Deactivate
    void stop() {
        close();
    }

    @Override
    public BootFinished addingService(ServiceReference<BootFinished> reference) {
        synchronized (this) {
            if (!begun) {
                begun = true;
                thread.later("Starting the modules", () -> {
                    trial.begin();
                    restore.restore();
                });
            }
        }
        return super.addingService(reference);
    }
}
