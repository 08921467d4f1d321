package org.kithwork.web.internal.health;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.Readiness;
import org.kithwork.store.SchemaReady;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The core's tables are there and up to date. */
@Component(service = Readiness.class)
public final class SchemaReadiness implements Readiness {

    @Reference(
            target = "(module=core)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable SchemaReady schema;

    @Override
    public String name() {
        return "schema";
    }

    @Override
    public Optional<String> waitsFor() {
        return schema == null ? Optional.of("being prepared") : Optional.empty();
    }
}
