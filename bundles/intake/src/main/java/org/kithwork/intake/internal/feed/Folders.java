package org.kithwork.intake.internal.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.kithwork.audit.Audit;
import org.kithwork.id.Ids;
import org.kithwork.importing.DropFolders;
import org.kithwork.importing.FileImport;
import org.kithwork.importing.StandingImports;
import org.kithwork.intake.internal.feed.FeedFile.State;
import org.kithwork.intake.internal.store.FeedFileStore;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files from the folders of feeds, has them imported, and puts them away with a report. Each step looks at what is
 * there: after a crash the next look goes on, and a file that is imported a second time changes nothing.
 */
@Component(service = Folders.class)
public final class Folders {

    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final int DOUBLINGS = 5;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final Logger LOGGER = LoggerFactory.getLogger(Folders.class);

    private final FeedFileStore store;
    private final DropFolders folders;
    private final StandingImports imports;
    private final Transactions transactions;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Folders(
            @Reference FeedFileStore store,
            @Reference DropFolders folders,
            @Reference StandingImports imports,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.folders = folders;
        this.imports = imports;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** One look at a folder; of a feed that is switched off nothing new is taken. */
    void look(Feed feed) {
        folders.create(feed.slug());
        if (feed.active()) {
            for (var file : folders.complete(feed.slug())) {
                folders.take(feed.slug(), file);
            }
        }
        for (var taken : folders.taken(feed.slug())) {
            try {
                goOn(feed, known(feed, taken));
            } catch (RuntimeException e) {
                LOGGER.warn("A file of the feed {} cannot be dealt with, and waits", feed.id(), e);
            }
        }
    }

    /** One that a crash kept from being written down is written down now. */
    private FeedFile known(Feed feed, String taken) {
        return transactions.call(() -> store.find(feed.id(), taken).orElseGet(() -> {
            var file = new FeedFile(
                    ids.next(), feed.id(), taken, State.TAKEN, null, null, 0, 0, 0, 0, 0, null, now(), null);
            store.insert(file);
            return file;
        }));
    }

    private void goOn(Feed feed, FeedFile file) {
        try {
            var next = file.nextAt();
            if (next != null && next.isAfter(now())) {
                return;
            }
            var importId = file.importId();
            if (importId == null || file.state() == State.WAITING) {
                begin(feed, file);
                return;
            }
            var found = imports.find(feed.standingId(), importId);
            if (found.ended() && !isPostponed(feed, file, found)) {
                end(feed, file, found);
            }
        } catch (Problem problem) {
            if (problem.kind() != ProblemKind.UNAVAILABLE && problem.kind() != ProblemKind.FORBIDDEN) {
                refuse(feed, file, problem);
            } else {
                transactions.run(() -> store.note(file.id(), problem.code()));
            }
        }
    }

    /** Whether rows that were refused are given another try. */
    private boolean isPostponed(Feed feed, FeedFile file, FileImport found) {
        var next = now().plus(FIRST.multipliedBy(1L << Math.min(file.attempts(), DOUBLINGS)));
        if (found.errors() == 0 || next.isAfter(file.takenAt().plus(Duration.ofHours(feed.patienceHours())))) {
            return false;
        }
        transactions.run(() -> store.postpone(file.id(), found, next));
        return true;
    }

    private void begin(Feed feed, FeedFile file) {
        try (var in = Files.newInputStream(folders.open(feed.slug(), file.name()))) {
            var name = file.name().substring(file.name().indexOf('.') + 1);
            var begun = imports.begin(feed.standingId(), name, in);
            transactions.run(() -> store.began(file.id(), begun));
        } catch (IOException e) {
            throw new UncheckedIOException("A file of the feed " + feed.slug() + " cannot be read", e);
        }
    }

    private void end(Feed feed, FeedFile file, FileImport found) {
        var done = found.state().equals("DONE");
        folders.put(feed.slug(), file.name(), done, out -> {
            if (found.state().equals("DONE_WITH_ERRORS")) {
                imports.writeErrors(feed.standingId(), found.id(), out);
                return;
            }
            out.write(BOM);
            out.write(summary(found).getBytes(StandardCharsets.UTF_8));
        });
        transactions.run(() -> {
            store.end(
                    file.id(),
                    done ? State.DONE : State.FAILED,
                    done || found.errors() > 0 ? "" : "import-failed",
                    found,
                    now());
            audited(feed, done ? "feed.file-done" : "feed.file-failed", found.errors());
        });
    }

    private static String summary(FileImport found) {
        return "state,created,updated,unchanged,skipped,review,errors\r\n" + found.state() + "," + found.created() + ","
                + found.updated() + "," + found.unchanged() + "," + found.skipped() + "," + found.review() + ","
                + found.errors() + "\r\n";
    }

    /** What cannot be read at all. */
    private void refuse(Feed feed, FeedFile file, Problem problem) {
        var reason = problem.faults().isEmpty()
                ? problem.detail(Locale.CHINESE) + "\r\n" + problem.detail(Locale.ENGLISH)
                : problem.faults().get(0).message().text(Locale.CHINESE) + "\r\n"
                        + problem.faults().get(0).message().text(Locale.ENGLISH);
        folders.put(feed.slug(), file.name(), false, out -> {
            out.write(BOM);
            out.write((reason + "\r\n").getBytes(StandardCharsets.UTF_8));
        });
        var nothing = new FileImport("", "FAILED", true, 0, 0, 0, 0, 0, 0, 0, 0);
        transactions.run(() -> {
            store.end(file.id(), State.FAILED, problem.code(), nothing, now());
            audited(feed, "feed.file-failed", 0);
        });
    }

    private void audited(Feed feed, String action, long refused) {
        audit.record(new Audit.Entry(action, "intake:feed", feed.id().value(), null, Map.of("errors", refused), null));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
