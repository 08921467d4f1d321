package org.kithwork.archives.internal.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Preference;
import org.kithwork.archives.internal.Preferences;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code archives:preferences}. */
@Service
@Command(scope = "archives", name = "preferences", description = "Lists what a customer likes, what he said first")
@Requires(ArchivesPermissions.VIEW_PREFERENCES)
public final class PreferencesCommand extends ShellCommand {

    @Argument(name = "customer", required = true, description = "The customer's id")
    String customer = "";

    @Reference
    Preferences preferences;

    @Override
    protected void run(Output out) {
        out.list(
                preferences.of(CustomerId.fromString(customer), Locale.ENGLISH),
                column("Key", Preference::key),
                column("Value", Preference::value),
                column("Source", Preference::source),
                column("Confidence", Preference::confidence),
                column("At", Preference::at),
                column("Expires", Preference::expiresAt));
    }
}
