package org.kithwork.web.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.Callers;
import org.kithwork.core.IdempotentAnswers;
import org.kithwork.core.ModuleStates;
import org.kithwork.core.SignIn;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What the core offers at the moment. The guards use it, because they stand even while the core is away. */
@Component(service = CoreServices.class)
public class CoreServices {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable SignIn signIn;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Callers callers;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable AccessControl access;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ModuleStates moduleStates;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable IdempotentAnswers answers;

    public Optional<SignIn> signIn() {
        return Optional.ofNullable(signIn);
    }

    public Optional<Callers> callers() {
        return Optional.ofNullable(callers);
    }

    public Optional<AccessControl> access() {
        return Optional.ofNullable(access);
    }

    public Optional<ModuleStates> moduleStates() {
        return Optional.ofNullable(moduleStates);
    }

    public Optional<IdempotentAnswers> answers() {
        return Optional.ofNullable(answers);
    }

    /** Whether all is there that a request to the API needs. */
    public boolean isComplete() {
        return signIn().isPresent() && callers().isPresent() && access().isPresent();
    }

    /** The word of the module that a bundle belongs to. */
    public Optional<String> moduleOf(long bundle) {
        return moduleStates().flatMap(states -> states.moduleOf(bundle));
    }
}
