package org.kithwork.funnel.internal.score;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.MemberState;
import org.kithwork.customer.MemberStates;
import org.kithwork.funnel.internal.score.Condition.Kind;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.FieldControl;
import org.kithwork.permission.Permission;
import org.kithwork.permission.RecordFields.Place;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.signal.Signals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads what rules ask of customers, under the rights of whoever asks: the signals of all of them at once, and what is written down of each
 * where some rule asks for that.
 */
@Component(service = FactReader.class)
public final class FactReader {

    private static final Permission VIEW = Permission.of("core:customer:view");
    private static final Permission EDIT = Permission.of("core:customer:edit");

    private final Signals signals;
    private final CustomerDirectory customers;
    private final MemberStates members;
    private final FieldControl control;

    @Activate
    public FactReader(
            @Reference Signals signals,
            @Reference CustomerDirectory customers,
            @Reference MemberStates members,
            @Reference FieldControl control) {
        this.signals = signals;
        this.customers = customers;
        this.members = members;
        this.control = control;
    }

    CustomerFacts read(Collection<? extends Subject> subjects, List<ScoreRule> rules, Instant now) {
        var all = subjects.stream()
                .map(Subject::customerId)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet());
        var visible = customers.names(all).keySet();
        var types = types(rules);
        var reading = types.isEmpty() || visible.isEmpty()
                ? new Signals.Reading(List.of(), types)
                : signals.read(new SignalQuery(visible, types, now.minus(furthest(rules)), now));
        var asked = rules.stream()
                .map(rule -> rule.condition().member())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet());
        return new CustomerFacts(
                visible,
                reading.signals().stream().collect(Collectors.groupingBy(Signal::customer)),
                reading.absent(),
                asked.isEmpty() ? Map.of() : states(visible),
                asked.isEmpty() ? Map.of() : hidden(visible, asked));
    }

    private static Set<String> types(List<ScoreRule> rules) {
        var types = new HashSet<String>();
        for (var rule : rules) {
            var condition = rule.condition();
            if (condition.kind() == Kind.ACTIVITY) {
                types.add(Judge.IN_TOUCH);
            }
            var signal = condition.signal();
            if (signal != null) {
                types.add(signal);
            }
        }
        return types;
    }

    private static Duration furthest(List<ScoreRule> rules) {
        return Duration.ofDays(rules.stream()
                .map(rule -> rule.condition().days())
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0));
    }

    private Map<CustomerId, Map<String, MemberState>> states(Set<CustomerId> visible) {
        return visible.stream().collect(Collectors.toMap(id -> id, members::of));
    }

    private Map<CustomerId, Set<String>> hidden(Set<CustomerId> visible, Set<String> asked) {
        var access = control.of(VIEW, EDIT, visible);
        var hidden = new HashMap<CustomerId, Set<String>>();
        for (var customer : visible) {
            var place = new Place(customer, null, null);
            hidden.put(
                    customer,
                    asked.stream()
                            .filter(member -> access.access(Member.shownBy(member), place) == FieldAccess.HIDE)
                            .collect(Collectors.toSet()));
        }
        return hidden;
    }
}
