package org.kithwork.database.internal.schema;

import java.net.URL;
import java.time.Clock;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.kithwork.store.SchemaFailure;
import org.kithwork.store.SchemaReady;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches for bundles with the header {@code Kithwork-Schema} and applies their change logs, one after the other. */
@Component(
        service = {},
        immediate = true)
public final class SchemaExtender implements BundleTrackerCustomizer<SchemaExtender.Module> {
    private static final String HEADER = "Kithwork-Schema";
    private static final Logger LOG = LoggerFactory.getLogger(SchemaExtender.class);

    private final BundleContext context;
    private final SchemaRunner runner;
    private final ScheduledThreadPoolExecutor worker =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "kithwork-schema"));
    private final BundleTracker<Module> tracker;

    @Activate
    public SchemaExtender(
            BundleContext context,
            @Reference(target = "(osgi.jndi.service.name=jdbc/kithwork)") DataSource dataSource) {
        this.context = context;
        this.runner = new SchemaRunner(dataSource, Clock.systemUTC());
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.tracker = new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void stop() throws InterruptedException {
        tracker.close();
        // No interrupt: Derby closes its files when a thread that writes them is interrupted.
        worker.shutdown();
        worker.awaitTermination(20, TimeUnit.SECONDS);
    }

    @Override
    public @Nullable Module addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        String header = bundle.getHeaders("").get(HEADER);
        if (header == null) {
            return null;
        }
        Module module = new Module(bundle, header);
        worker.execute(module::apply);
        return module;
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Module module) {
        // STARTING to ACTIVE: the work is under way already.
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Module module) {
        module.leave();
    }

    /** One module's bundle and what was said about its tables. */
    final class Module {
        private final Bundle bundle;
        private final String header;
        private boolean gone;
        private @Nullable ServiceRegistration<?> registration;

        Module(Bundle bundle, String header) {
            this.bundle = bundle;
            this.header = header;
        }

        void apply() {
            String word =
                    bundle.getSymbolicName().substring(bundle.getSymbolicName().lastIndexOf('.') + 1);
            try {
                long start = System.nanoTime();
                boolean changed = runner.run(ChangeLog.of(header, bundle.getSymbolicName(), files()));
                LOG.info(
                        "Tables of {} are ready{}",
                        word,
                        changed ? " after " + (System.nanoTime() - start) / 1_000_000 + " ms of changes" : "");
                register(SchemaReady.class, () -> word, word);
            } catch (SchemaRefused refused) {
                fail(word, String.valueOf(refused.getMessage()), null);
            } catch (Exception failure) {
                if (SchemaRunner.isOutage(failure) && !worker.isShutdown()) {
                    LOG.warn("The tables of {} wait for the database: {}", word, failure.getMessage());
                    worker.schedule(this::apply, 2, TimeUnit.SECONDS);
                } else {
                    fail(word, "The change log of " + word + " failed: " + failure.getMessage(), failure);
                }
            }
        }

        private void fail(String word, String reason, @Nullable Exception failure) {
            LOG.error("{} The module stays off until this is mended.", reason, failure);
            register(
                    SchemaFailure.class,
                    new SchemaFailure() {
                        @Override
                        public String module() {
                            return word;
                        }

                        @Override
                        public String reason() {
                            return reason;
                        }
                    },
                    word);
        }

        private synchronized <S> void register(Class<S> type, S service, String word) {
            if (!gone) {
                Hashtable<String, Object> properties = new Hashtable<>(Map.of(SchemaReady.MODULE, word));
                registration = context.registerService(type, service, properties);
            }
        }

        private synchronized void leave() {
            gone = true;
            if (registration != null) {
                registration.unregister();
            }
        }

        private Map<String, URL> files() {
            Map<String, URL> files = new TreeMap<>();
            var entries = bundle.findEntries("db", "*", true);
            if (entries != null) {
                for (URL url : Collections.list(entries)) {
                    if (!url.getPath().endsWith("/")) {
                        files.put(url.getPath().substring(1), url);
                    }
                }
            }
            return files;
        }
    }
}
