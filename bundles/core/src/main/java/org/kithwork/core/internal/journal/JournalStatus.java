package org.kithwork.core.internal.journal;

import java.util.List;
import java.util.Map;

/** How far behind the journal its handlers are. Asks no right; the pages that show it do. */
public interface JournalStatus {

    /** For each module that has handlers, how many events the slowest of them is behind. */
    Map<String, Long> lagByModule();

    /** Each handler, those of modules that are away included. */
    List<HandlerStatus> handlers();

    /**
     * A handler.
     *
     * @param position the last event it has taken or passed
     * @param lag how many events it is behind
     * @param parked how many events it could not take, with those that wait behind them
     * @param here whether its module runs
     */
    record HandlerStatus(String handler, String module, long position, long lag, long parked, boolean here) {}
}
