package org.kithwork.core.internal.calendar;

import org.kithwork.permission.Permission;

/** What the calendar of working days asks for. */
public final class CalendarPermissions {

    public static final Permission VIEW = Permission.of("core:calendar:view");
    public static final Permission EDIT = Permission.of("core:calendar:edit");

    private CalendarPermissions() {}
}
