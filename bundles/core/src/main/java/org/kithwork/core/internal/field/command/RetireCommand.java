package org.kithwork.core.internal.field.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.FieldRules;
import org.kithwork.core.internal.field.FieldAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code field:retire}. */
@Service
@Command(scope = "field", name = "retire", description = "Takes a field out of use; its values are kept")
@Requires("core:field:configure")
public final class RetireCommand extends ShellCommand {

    @Argument(index = 0, name = "key", required = true, description = "The key of the field")
    String key = "";

    @Option(name = "--object", description = "The kind of record, such as core:customer")
    String object = FieldRules.CUSTOMER;

    @Option(name = "--back", description = "Puts it into use again")
    boolean back;

    @Option(name = "--dry-run", description = "Says what would happen, and changes nothing")
    boolean dryRun;

    @Reference
    FieldAdmin fields;

    @Override
    protected void run(Output out) {
        var field = fields.byKey(object, key);
        if (dryRun) {
            out.say("Would " + (back ? "put back " : "retire ") + field.key() + "; its values stay.", field);
            return;
        }
        var changed = fields.retire(field, !back);
        out.say((back ? "In use again: " : "Retired: ") + changed.key(), changed);
    }
}
