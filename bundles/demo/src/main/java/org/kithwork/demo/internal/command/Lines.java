package org.kithwork.demo.internal.command;

import static org.kithwork.shell.Output.column;

import java.util.List;
import org.kithwork.demo.internal.Demo.Standing;
import org.kithwork.shell.Output;

/** How the tables of a load are shown. */
final class Lines {

    private Lines() {}

    static void show(Output out, List<Standing> standings) {
        out.list(
                standings,
                column("Trade", s -> s.part().trade().word()),
                column("Rows of", s -> s.part().table().kind()),
                column("State", s -> s.file() == null ? "" : s.file().state()),
                column("Created", s -> s.file() == null ? 0 : s.file().created()),
                column("Removed", s -> s.file() == null ? 0 : s.file().removed()),
                column("Stayed", s -> s.file() == null ? 0 : s.file().stayed()),
                column("Errors", s -> s.file() == null ? 0 : s.file().errors()));
    }

    /** One line that is rewritten. */
    static void progress(Output out, Standing standing) {
        var file = standing.file();
        if (file != null) {
            var done = file.state().equals("UNDOING") ? file.removed() + file.stayed() : file.created();
            out.rewrite(standing.part().table().kind() + ": " + file.state() + " " + done);
        }
    }
}
