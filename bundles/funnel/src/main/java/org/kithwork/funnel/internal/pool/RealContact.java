package org.kithwork.funnel.internal.pool;

import java.util.Map;
import java.util.Set;

/** Whether an interaction was one in which the customer took part: a visit, a call in which somebody spoke, whatever he said or wrote himself. */
final class RealContact {

    private static final Set<String> FACE_TO_FACE = Set.of("VISIT", "COUNTER", "EVENT");

    private RealContact() {}

    /** Judges by what the event of an interaction tells. */
    static boolean is(Map<String, Object> data) {
        var channel = data.get("channel");
        return "IN".equals(data.get("direction"))
                || (channel instanceof String met && FACE_TO_FACE.contains(met))
                || ("PHONE".equals(channel) && data.get("seconds") instanceof Number lasted && lasted.longValue() > 0);
    }
}
