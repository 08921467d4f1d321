package org.kithwork.core.internal.importing;

import java.util.Locale;
import org.kithwork.core.internal.importing.store.ImportStore;
import org.kithwork.core.internal.job.Node;
import org.kithwork.core.internal.job.Waiting;
import org.kithwork.job.spi.JobHandler;
import org.kithwork.job.spi.JobRun;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs imports, and waits for the module of their kind and for the node that has their file. */
@Component(service = JobHandler.class)
public final class ImportJob implements JobHandler {

    static final String KIND = "core.import";
    private static final String TRIAL = "trial ";
    private static final String IMPORT = "import ";

    private final ImportStore store;
    private final ImportKinds kinds;
    private final ImportEngine engine;
    private final Uploads uploads;
    private final Node node;

    @Activate
    public ImportJob(
            @Reference ImportStore store,
            @Reference ImportKinds kinds,
            @Reference ImportEngine engine,
            @Reference Uploads uploads,
            @Reference Node node) {
        this.store = store;
        this.kinds = kinds;
        this.engine = engine;
        this.uploads = uploads;
        this.node = node;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** What a job is given as its title; {@link #title(String, Locale)} puts it into words. */
    static String title(String kind, boolean dryRun) {
        return (dryRun ? TRIAL : IMPORT) + kind;
    }

    @Override
    public String title(String given, Locale locale) {
        var trial = given.startsWith(TRIAL);
        if (!trial && !given.startsWith(IMPORT)) {
            return given;
        }
        var word = given.substring((trial ? TRIAL : IMPORT).length());
        var name = kinds.find(word).map(kind -> kind.title().text(locale)).orElse(word);
        return ImportTexts.of(trial ? "job-trial" : "job-import", name).text(locale);
    }

    @Override
    public void run(JobRun run) {
        var id = String.valueOf(run.data().get("import"));
        var entity = store.find(id).orElseThrow(ImportDesk::notFound);
        if (entity.state != ImportState.RUNNING || !run.id().equals(entity.jobId)) {
            return;
        }
        if (!entity.node.equals(node.id())) {
            throw new Waiting("the node that has the file of the import " + id);
        }
        if (!uploads.exists(id)) {
            throw Problem.conflict(ImportTexts.of("import-expired"));
        }
        var kind =
                kinds.find(entity.kind).orElseThrow(() -> new Waiting("the module of the imports of " + entity.kind));
        engine.run(entity, kind, run);
    }
}
