package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.QualityReport.Quarter;
import org.kithwork.archives.internal.QualityReports;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:quality-report}. */
@Service
@Command(scope = "archives", name = "quality-report", description = "Tells the quality of data by quarters")
@Requires(ArchivesPermissions.VIEW_QUALITY_REPORT)
public final class QualityReportCommand extends ShellCommand {

    @Reference
    QualityReports reports;

    @Override
    protected void run(Output out) {
        out.list(
                reports.report(Locale.ENGLISH).quarters(),
                column("Quarter", Quarter::quarter),
                column("Counted on", Quarter::takenOn),
                column("Customers", Quarter::customers),
                column("Fresh", quarter -> quarter.freshness().value()),
                column("Target", quarter -> quarter.freshness().target()),
                column("Complete", quarter -> quarter.completeness().value()),
                column("Target", quarter -> quarter.completeness().target()),
                column("Duplicates", quarter -> quarter.duplicates().value()),
                column("At most", quarter -> quarter.duplicates().target()));
    }
}
