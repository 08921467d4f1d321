package org.kithwork.archives.internal.calendar;

import java.util.Set;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.link.spi.LinkPurpose;
import org.kithwork.permission.Permission;
import org.osgi.service.component.annotations.Component;

/** A link to one's follow-ups: that they are there, and the names of whom they are with. */
@Component
public final class CalendarPurpose implements LinkPurpose {

    static final String NAME = "archives:calendar";
    static final String HOME = "/public/archives/calendar";
    static final String ENDING = ".ics";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Permission> rights() {
        return Set.of(ArchivesPermissions.FOLLOW_UP_VIEW, Permission.of(ArchivesPermissions.VIEW_CUSTOMERS));
    }

    @Override
    public String path(String secret) {
        return HOME + "/" + secret + ENDING;
    }

    /** The secret of the path of a request; anything, where it is none of ours. */
    static String secret(String path) {
        var name = path.startsWith("/") ? path.substring(1) : path;
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : "";
    }
}
