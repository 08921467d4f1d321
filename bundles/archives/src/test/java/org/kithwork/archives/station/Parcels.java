package org.kithwork.archives.station;

import org.kithwork.event.EventType;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Message;

/** What a module tells that the archives know nothing of. */
public final class Parcels {

    public static final EventType PICKED_UP = new EventType(
            "station.parcel.picked-up",
            Message.of(Parcels.class, "event.parcel-picked-up"),
            "package",
            "/station/parcels/{subject}?customer={customer}",
            Permission.of("station:parcel:view"),
            EventType.LONG);

    private Parcels() {}
}
