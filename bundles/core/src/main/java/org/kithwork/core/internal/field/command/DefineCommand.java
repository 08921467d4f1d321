package org.kithwork.core.internal.field.command;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.kithwork.core.internal.access.FieldRules;
import org.kithwork.core.internal.field.FieldAdmin;
import org.kithwork.core.internal.field.FieldDraft;
import org.kithwork.field.FieldTitle;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code field:define}. */
@Service
@Command(scope = "field", name = "define", description = "Adds a field, which nobody sees but the roles that are named")
@Requires("core:field:configure")
public final class DefineCommand extends ShellCommand {

    @Argument(index = 0, name = "key", required = true, description = "Its name in imports and filters, as room_type")
    String key = "";

    @Argument(
            index = 1,
            name = "type",
            required = true,
            description = "TEXT, NUMBER, DATE, CHOICE, MULTI_CHOICE, YES_NO or MONEY")
    String type = "";

    @Argument(index = 2, name = "title-zh", required = true, description = "What it is called in Chinese")
    String zh = "";

    @Argument(index = 3, name = "title-en", required = true, description = "What it is called in English")
    String en = "";

    @Option(name = "--object", description = "The kind of record, such as core:customer")
    String object = FieldRules.CUSTOMER;

    @Option(name = "--choice", multiValued = true, description = "A choice, as suite=套房/Suite; several times")
    List<String> choices = new ArrayList<>();

    @Option(
            name = "--role",
            multiValued = true,
            description = "Who may see it: the id of a role and READ or WRITE, as <id>=READ; several times")
    List<String> roles = new ArrayList<>();

    @Option(name = "--required", description = "It has to be filled in")
    boolean required;

    @Option(name = "--sensitive", description = "Its values are encrypted and never searched")
    boolean sensitive;

    @Option(name = "--searchable", description = "Lists can be filtered by it")
    boolean searchable;

    @Reference
    FieldAdmin fields;

    @Override
    protected void run(Output out) {
        var field = fields.define(new FieldDraft(
                object,
                key,
                new FieldTitle(zh, en),
                type,
                required,
                choices.stream().map(DefineCommand::choice).toList(),
                null,
                null,
                sensitive,
                searchable,
                null,
                null,
                roles.stream().map(DefineCommand::role).toList()));
        out.say("Added: " + field.key(), field);
    }

    private static FieldDraft.Choice choice(String text) {
        var equals = text.indexOf('=');
        var slash = text.indexOf('/', equals + 1);
        if (equals < 1 || slash < 0) {
            throw Problem.invalid("/choices", Message.of(FieldAdmin.class, "choice-form"));
        }
        return new FieldDraft.Choice(
                text.substring(0, equals),
                new FieldTitle(text.substring(equals + 1, slash), text.substring(slash + 1)),
                null);
    }

    static FieldDraft.RoleAccess role(String text) {
        var equals = text.indexOf('=');
        if (equals < 1) {
            throw Problem.invalid("/roles", Message.of(FieldAdmin.class, "role-form"));
        }
        return new FieldDraft.RoleAccess(text.substring(0, equals), text.substring(equals + 1));
    }
}
