package org.kithwork.core.internal.importing.command;

import java.util.Locale;
import org.kithwork.core.internal.importing.ImportDesk;
import org.kithwork.core.internal.importing.ImportState;
import org.kithwork.core.internal.importing.ImportTexts;
import org.kithwork.core.internal.importing.ImportView;
import org.kithwork.core.internal.job.command.Bar;
import org.kithwork.problem.Problem;
import org.kithwork.shell.Output;

/** Follows an import on one line that is rewritten, until it ends or pauses; one that fails is a failure of the command. */
final class Watching {

    private Watching() {}

    static void follow(ImportDesk desk, String id, Output out) {
        var view = desk.get(id, Locale.ENGLISH);
        while (isUnderWay(view) && Bar.rest()) {
            out.rewrite(
                    view.state() == ImportState.UNDOING
                            ? Bar.of(view.removed() + view.stayed(), view.created(), null, null)
                            : Bar.of(view.done(), view.total(), view.ratePerSecond(), view.estimatedEnd()));
            view = desk.get(id, Locale.ENGLISH);
        }
        out.rewrite("");
        var sentence = sentence(view);
        out.say(
                view.problem() == null
                        ? sentence
                        : sentence + " " + view.problem().detail(),
                view);
        if (view.state() == ImportState.FAILED || view.state() == ImportState.CANCELLED) {
            throw Problem.conflict(ImportTexts.of("import-not-done", id, view.state()));
        }
    }

    private static boolean isUnderWay(ImportView view) {
        return view.state() == ImportState.RUNNING || view.state() == ImportState.UNDOING;
    }

    private static String sentence(ImportView view) {
        if (view.state() == ImportState.UNDONE) {
            return view.state() + ": " + view.removed() + " taken back, " + (view.stayed() + view.updated())
                    + " stayed.";
        }
        return view.state() + ": " + view.created() + " created, " + view.updated() + " updated, " + view.unchanged()
                + " unchanged, " + view.skipped() + " skipped, " + view.review() + " for review, " + view.errors()
                + " errors.";
    }
}
