package org.kithwork.core;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears, after commit, that something changed, so that open pages can look again. A hint, never the truth. */
@ConsumerType
public interface ChangeListener {

    /**
     * Something changed.
     *
     * @param topic {@code customer}, {@code job}, {@code import}, {@code modules}
     * @param id the record, "" for all of the topic
     */
    void changed(String topic, String id);
}
