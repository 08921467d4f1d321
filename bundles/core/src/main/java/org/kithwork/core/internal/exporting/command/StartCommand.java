package org.kithwork.core.internal.exporting.command;

import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.exporting.ExportDesk;
import org.kithwork.core.internal.exporting.ExportDraft;
import org.kithwork.permission.Requires;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code export:start}. */
@Service
@Command(scope = "export", name = "start", description = "Makes a file of a list of customers, masked as you see them")
@Requires("core:export:create")
public final class StartCommand extends ShellCommand {

    @Option(name = "--purpose", required = true, description = "What the file is for")
    String purpose = "";

    @Option(name = "--format", description = "CSV, JSONL, VCARD4 or VCARD3")
    @Completion(
            value = StringsCompleter.class,
            values = {"CSV", "JSONL", "VCARD4", "VCARD3"})
    String format = "CSV";

    @Option(name = "--encoding", description = "Of a CSV file: UTF-8 or GB18030")
    @Completion(
            value = StringsCompleter.class,
            values = {"UTF-8", "GB18030"})
    @Nullable
    String encoding;

    @Option(name = "--column", description = "A column; once for each, all without it", multiValued = true)
    @Nullable
    List<String> columns;

    @Option(name = "--search", description = "The text that the customers are found by")
    @Nullable
    String text;

    @Option(name = "--store", description = "The id of a store")
    @Nullable
    String store;

    @Option(name = "--owner", description = "The id of an owner")
    @Nullable
    String owner;

    @Option(name = "--tag", description = "A tag")
    @Nullable
    String tag;

    @Option(name = "--language", description = "Of the headings: zh-CN or en")
    String language = "en";

    @Reference
    ExportDesk desk;

    @Override
    protected void run(Output out) {
        var filter = new ExportDraft.Filter(text, store, owner, tag, null);
        var view = desk.create(
                new ExportDraft(format, encoding, columns, purpose, filter, null), Locale.forLanguageTag(language));
        out.say("Export " + view.id() + " is " + view.state() + ".", view);
    }
}
