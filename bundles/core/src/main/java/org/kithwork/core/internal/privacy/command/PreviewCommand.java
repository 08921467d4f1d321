package org.kithwork.core.internal.privacy.command;

import static org.kithwork.shell.Output.column;

import java.util.ArrayList;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.privacy.CasePreviews;
import org.kithwork.core.internal.privacy.PrivacyCases;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code privacy:preview}. */
@Service
@Command(
        scope = "privacy",
        name = "preview",
        description = "Shows what carrying out a privacy case would meet in each module, and changes nothing there")
@Requires("core:privacy:edit")
public final class PreviewCommand extends ShellCommand {

    @Argument(index = 0, name = "case", required = true, description = "The id of the case")
    @Completion(CaseCompleter.class)
    String id = "";

    @Reference
    PrivacyCases cases;

    @Reference
    CasePreviews previews;

    private record Line(String module, String what, String amount) {}

    @Override
    protected void run(Output out) {
        var preview = previews.preview(id, cases.get(id).version()).preview();
        var lines = new ArrayList<Line>();
        if (preview != null) {
            preview.parts().forEach(part -> {
                if (!part.here()) {
                    lines.add(new Line(part.module(), "away", ""));
                }
                part.records().forEach((kind, count) -> lines.add(new Line(part.module(), kind, Long.toString(count))));
            });
            preview.holds().forEach(hold -> lines.add(new Line("", "legal hold", "until " + hold.until())));
            preview.terms()
                    .forEach(term -> lines.add(new Line("", term.kind(), "at least " + term.months() + " months")));
        }
        out.list(lines, column("Module", Line::module), column("What", Line::what), column("How much", Line::amount));
    }
}
