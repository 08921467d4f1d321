package org.kithwork.demo.internal.command;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.kithwork.demo.internal.data.Trade;

/** The words of the trades. */
@Service
public final class TradeCompleter implements Completer {

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var words = Arrays.stream(Trade.values()).map(Trade::word).toList();
        return new StringsCompleter(words).complete(session, line, candidates);
    }
}
