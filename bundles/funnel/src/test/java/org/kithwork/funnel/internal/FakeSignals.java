package org.kithwork.funnel.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.signal.SignalType;
import org.kithwork.signal.Signals;

/** Signals as a test says them; those of a type that was never offered are absent. */
final class FakeSignals implements Signals {

    private final List<Signal> all = new ArrayList<>();
    private final Set<String> offered = new HashSet<>();
    private int queries;

    /** From now on somebody offers signals of this type. */
    void offer(String type) {
        offered.add(type);
    }

    /** From now on nobody does. */
    void withdraw(String type) {
        offered.remove(type);
    }

    void add(CustomerId customer, String type, Instant at, @Nullable String value) {
        offer(type);
        all.add(new Signal(customer, type, at, value == null ? null : new BigDecimal(value)));
    }

    /** How often it was asked. */
    int queries() {
        return queries;
    }

    @Override
    public Reading read(SignalQuery query) {
        queries++;
        var absent = new HashSet<>(query.types());
        absent.removeAll(offered);
        return new Reading(
                all.stream()
                        .filter(signal -> query.customers().contains(signal.customer())
                                && query.types().contains(signal.type())
                                && offered.contains(signal.type())
                                && !signal.at().isBefore(query.from())
                                && signal.at().isBefore(query.until()))
                        .sorted(Comparator.comparing(Signal::at))
                        .toList(),
                absent);
    }

    @Override
    public Set<SignalType> offered() {
        return offered.stream().map(name -> new SignalType(name, "none")).collect(java.util.stream.Collectors.toSet());
    }
}
