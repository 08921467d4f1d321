package org.kithwork.signal.spi;

import java.util.List;
import java.util.Set;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.signal.SignalType;
import org.osgi.annotation.versioning.ConsumerType;

/** A module's offer of signals. */
@ConsumerType
public interface SignalSource {

    Set<SignalType> types();

    /** The facts that the query asks for, of the types offered here; the actor's scope holds. */
    List<Signal> read(SignalQuery query);
}
