package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.QualityRule;
import org.kithwork.archives.internal.QualityRules;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:quality-rules}. */
@Service
@Command(scope = "archives", name = "quality-rules", description = "Lists what is expected of customers' fields")
@Requires(ArchivesPermissions.VIEW_QUALITY_RULES)
public final class QualityRulesCommand extends ShellCommand {

    @Reference
    QualityRules rules;

    @Override
    protected void run(Output out) {
        out.list(
                rules.list(),
                column("Field", QualityRule::field),
                column("Weight", QualityRule::weight),
                column("Days", QualityRule::maxAgeDays),
                column("Review", QualityRule::reviewOn),
                column("Checked by", QualityRule::check));
    }
}
