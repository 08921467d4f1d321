package org.kithwork.customer.spi;

import java.util.Map;

/**
 * What a merge would do in one module.
 *
 * @param moved how many records of each kind would go to the survivor
 */
public record MergePreview(String participant, Map<String, Long> moved) {

    public MergePreview {
        moved = Map.copyOf(moved);
    }
}
