package org.kithwork.core.internal.module.karaf;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.kithwork.core.internal.module.ModuleWord;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches, while a module comes or goes, that no other bundle stops: whoever does is a defect and is named in the log. */
final class Bystanders implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Bystanders.class);
    private static final int DISTURBED = BundleEvent.STOPPING | BundleEvent.UNRESOLVED | BundleEvent.UNINSTALLED;

    private final BundleContext context;
    private final String word;
    private final Set<String> disturbed = new ConcurrentSkipListSet<>();
    private final SynchronousBundleListener listener = this::heard;

    private Bystanders(BundleContext context, String word) {
        this.context = context;
        this.word = word;
    }

    static Bystanders watch(BundleContext context, String word) {
        var watch = new Bystanders(context, word);
        context.addBundleListener(watch.listener);
        return watch;
    }

    private void heard(BundleEvent event) {
        var name = String.valueOf(event.getBundle().getSymbolicName());
        if ((event.getType() & DISTURBED) != 0 && !name.equals(ModuleWord.BUNDLE + word)) {
            disturbed.add(name);
        }
    }

    @Override
    public void close() {
        context.removeBundleListener(listener);
        if (!disturbed.isEmpty()) {
            LOGGER.error("The change of {} restarted other bundles: {}", word, String.join(", ", disturbed));
        }
    }
}
