package org.kithwork.job;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job to be done.
 *
 * @param kind {@code module.what-it-does}; the handler's name
 * @param title what people read, without personal data
 * @param data texts, numbers and booleans by name; stored encrypted
 * @param link the page that shows the result
 */
public record JobRequest(
        String kind,
        String title,
        Map<String, Object> data,
        @Nullable String link) {

    public JobRequest {
        data = Map.copyOf(data);
    }
}
