package org.kithwork.job.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a module does by itself as time goes by, such as noting what was not done by the end of its day. It is called
 * about once a minute, as the module, on one node, while the module runs; never twice at once on a node.
 *
 * <p>It may come late, after hours without it, or twice for the same moment: look in your tables for what is due, and have
 * the change of each record decide whether it is done already. Do a portion, in transactions of your own, and return; long
 * work is a job ({@link JobHandler}). A failure is logged, and the next call comes all the same.
 */
@ConsumerType
public interface Upkeep {

    /** The word of the module. */
    String module();

    /** Does what is due now. */
    void run();
}
