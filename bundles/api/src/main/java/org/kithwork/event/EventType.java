package org.kithwork.event;

import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Message;

/**
 * A kind of event.
 *
 * @param name {@code module.object.past-tense-word}
 * @param title what the timeline shows, filled with the event's data by name: {@code {amount}}; {@code null} keeps the
 *     type out of the timeline. Its texts may have a second line, {@code <code>.text}, and translate words of the data,
 *     {@code value.<name>.<word>}; an {@code amount} beside a {@code currency} is shown as money
 * @param icon the name of an icon of the console's set
 * @param link the page of the record, {@code {subject}} and {@code {customer}} filled in; {@code null} for none
 * @param permission what one needs to see it
 * @param retention how long it is kept
 */
public record EventType(
        String name,
        @Nullable Message title,
        String icon,
        @Nullable String link,
        Permission permission,
        Period retention) {

    /** Kept for ten years. */
    public static final Period LONG = Period.ofYears(10);
}
