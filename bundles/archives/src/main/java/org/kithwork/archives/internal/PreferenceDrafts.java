package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Faults;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of a preference and names every fault at once. */
@Component(service = PreferenceDrafts.class)
public final class PreferenceDrafts {

    static final int VALUE = 200;

    private final Ids ids;
    private final Clock clock;
    private final PreferenceKeys keys;

    @Activate
    public PreferenceDrafts(@Reference Ids ids, @Reference Clock clock, @Reference PreferenceKeys keys) {
        this.ids = ids;
        this.clock = clock;
        this.keys = keys;
    }

    Preference read(PreferenceDraft draft, Actor actor) {
        var faults = new Faults();
        var customer = CustomerId.required(faults, "/customerId", draft.customerId());
        var key = faults.requiredText("/key", draft.key(), 40);
        if (!key.isEmpty() && keys.find(key).filter(found -> !found.retired()).isEmpty()) {
            faults.add("/key", Said.message("preference-key-unknown", key));
        }
        var value = faults.requiredText("/value", draft.value(), VALUE);
        var said = faults.choice("/source", draft.source(), PreferenceSource.class);
        var source = said == null ? PreferenceSource.STATED : said;
        var confidence = confidence(faults, draft.confidence(), source);
        var evidence = evidence(faults, draft.evidence());
        var at = Said.at(faults, draft.at(), clock);
        var expiresAt = faults.instant("/expiresAt", draft.expiresAt());
        if (expiresAt != null && !expiresAt.isAfter(at)) {
            faults.add("/expiresAt", Said.message("end-before-start"));
        }
        faults.check();
        if (customer == null) {
            throw new IllegalStateException("A draft without faults is complete");
        }
        return new Preference(
                new PreferenceId(ids.next()),
                customer,
                key,
                value,
                source,
                confidence,
                Evidence.of(Evidence.INTERACTION, evidence, at),
                at,
                micros(expiresAt),
                new ActorName(actor.id(), actor.name()));
    }

    private static BigDecimal confidence(Faults faults, @Nullable String said, PreferenceSource source) {
        var confidence = faults.decimal("/confidence", said);
        if (source == PreferenceSource.STATED) {
            if (confidence != null && confidence.compareTo(BigDecimal.ONE) != 0) {
                faults.add("/confidence", Said.message("confidence-stated"));
            }
            return BigDecimal.ONE;
        }
        if (said == null) {
            faults.add("/confidence", "required");
        }
        if (confidence == null) {
            return BigDecimal.ZERO;
        }
        if (confidence.signum() < 0 || confidence.compareTo(BigDecimal.ONE) > 0 || confidence.scale() > 6) {
            faults.add("/confidence", Said.message("confidence-range"));
        }
        return confidence;
    }

    private static List<String> evidence(Faults faults, @Nullable List<String> said) {
        if (said == null) {
            return List.of();
        }
        if (said.size() > Evidence.MOST) {
            faults.add("/evidence", Said.message("evidence-many", Evidence.MOST));
            return List.of();
        }
        for (int i = 0; i < said.size(); i++) {
            if (!Ids.isId(said.get(i))) {
                faults.add("/evidence/" + i, "id-invalid");
            }
        }
        return said;
    }

    static @Nullable Instant micros(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
    }
}
