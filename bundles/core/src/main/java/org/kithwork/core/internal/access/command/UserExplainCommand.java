package org.kithwork.core.internal.access.command;

import static org.kithwork.shell.Output.column;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.AccessExplainer;
import org.kithwork.core.internal.access.AccessExplainer.Granted;
import org.kithwork.core.internal.access.AccessExplainer.Member;
import org.kithwork.core.internal.access.AccessExplainer.Verdict;
import org.kithwork.core.internal.access.UserAdmin;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code user:explain}. */
@Service
@Command(
        scope = "user",
        name = "explain",
        description = "Tells what a user may do, or whether he sees a customer, and why")
@Requires("core:role:view")
public final class UserExplainCommand extends ShellCommand {

    @Argument(index = 0, name = "username", required = true, description = "The user's name")
    @Completion(UserCompleter.class)
    String username = "";

    @Argument(index = 1, name = "customer", description = "The id of a customer")
    @Nullable
    String customer;

    @Reference
    UserAdmin users;

    @Reference
    AccessExplainer explainer;

    @Override
    protected void run(Output out) {
        var asked = customer == null ? null : new CustomerId(customer);
        var found = explainer.explain(users.byUsername(username), asked, Locale.ENGLISH);
        var verdict = found.customer();
        if (verdict == null) {
            out.list(
                    found.grants(),
                    column("Permission", Granted::permission),
                    column("Scope", Granted::scope),
                    column("Role", Granted::roleName));
        } else {
            out.record(
                    verdict,
                    column("Customer", Verdict::customerId),
                    column("Sees it", Verdict::visible),
                    column("Why", Verdict::reason),
                    column("By", UserExplainCommand::grants),
                    column("Members", UserExplainCommand::members));
        }
    }

    private static String grants(Verdict verdict) {
        return verdict.grants().stream()
                .map(grant -> grant.roleName() + " (" + grant.scope() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String members(Verdict verdict) {
        var members = new java.util.ArrayList<>(verdict.members());
        verdict.records()
                .forEach(record -> members.add(
                        new Member(record.object() + ":" + record.field(), record.access(), record.roleName())));
        return members.stream()
                .collect(Collectors.groupingBy(
                        Member::access,
                        java.util.TreeMap::new,
                        Collectors.mapping(Member::field, Collectors.joining(" "))))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
