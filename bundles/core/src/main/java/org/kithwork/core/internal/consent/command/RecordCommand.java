package org.kithwork.core.internal.consent.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.ConsentDraft;
import org.kithwork.consent.ConsentLog;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code consent:record}. */
@Service
@Command(scope = "consent", name = "record", description = "Records what a customer agrees to or refuses")
@Requires("core:consent:create")
public final class RecordCommand extends ShellCommand {

    @Argument(index = 0, name = "customer", required = true, description = "The customer's id")
    @Nullable
    String customer;

    @Argument(index = 1, name = "decision", required = true, description = "GRANT, REFUSE or WITHDRAW")
    @Completion(
            value = StringsCompleter.class,
            values = {"GRANT", "REFUSE", "WITHDRAW"})
    @Nullable
    String decision;

    @Argument(index = 2, name = "purpose", required = true, description = "MARKETING, CARE, SURVEY and so on")
    @Completion(
            value = StringsCompleter.class,
            values = {"MARKETING", "CARE", "SURVEY", "LOYALTY_NOTICE", "PROFILING", "SHARING", "SERVICE"})
    @Nullable
    String purpose;

    @Argument(index = 3, name = "channel", description = "SMS, EMAIL, IM, PHONE, SOCIAL; all where absent")
    @Completion(
            value = StringsCompleter.class,
            values = {"ANY", "SMS", "EMAIL", "IM", "PHONE", "SOCIAL"})
    @Nullable
    String channel;

    @Option(name = "--by", description = "Who decided: SELF, GUARDIAN or STAFF")
    @Nullable
    String decider;

    @Option(name = "--notice", description = "The version of the text that was shown")
    @Nullable
    String notice;

    @Option(name = "--evidence", description = "How it can be shown")
    @Nullable
    String evidence;

    @Reference
    ConsentLog log;

    @Override
    protected void run(Output out) {
        var event = log.record(
                new CustomerId(customer == null ? "" : customer),
                new ConsentDraft(purpose, channel, decision, decider, null, notice, evidence, null, null));
        out.say("Recorded " + event.id(), event);
    }
}
