package org.kithwork.core.internal.calendar.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.calendar.CalendarDays;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.shell.Output;
import org.kithwork.shell.ShellCommand;

/** {@code calendar:add}. */
@Service
@Command(scope = "calendar", name = "add", description = "Says whether the company works on a day")
@Requires("core:calendar:edit")
public final class CalendarAddCommand extends ShellCommand {

    static final String WORK = "work";
    static final String OFF = "off";

    @Argument(index = 0, name = "day", required = true, description = "The day, such as 2026-05-01")
    String date = "";

    @Argument(index = 1, name = "kind", required = true, description = "work or off")
    @Completion(
            value = StringsCompleter.class,
            values = {WORK, OFF})
    String kind = "";

    @Argument(index = 2, name = "name", description = "Why, such as Stocktaking")
    @Nullable
    String name;

    @Reference
    CalendarDays days;

    @Override
    protected void run(Output out) {
        if (!kind.equals(WORK) && !kind.equals(OFF)) {
            throw Problem.invalid("/kind", Message.of(CalendarDays.class, "kind-invalid"));
        }
        var day = days.add(new CalendarDays.Draft(date, kind.equals(WORK), name));
        out.say(day.date() + " is " + (day.working() ? "a working day" : "no working day"), day);
    }
}
