package org.kithwork.core.internal.access.signin;

import org.kithwork.core.SignIn;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.access.store.CompanyEntity;
import org.kithwork.core.internal.access.store.CompanyStore;
import org.kithwork.core.internal.access.store.SecondFactorStore;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a signed-in actor learns of himself. */
@Component(service = Profiles.class)
public final class Profiles {

    private final AccessControl access;
    private final CurrentUser current;
    private final UserStore users;
    private final SecondFactor factor;
    private final SecondFactorStore factors;
    private final CompanyStore company;
    private final Transactions transactions;

    @Activate
    public Profiles(
            @Reference AccessControl access,
            @Reference CurrentUser current,
            @Reference UserStore users,
            @Reference SecondFactor factor,
            @Reference SecondFactorStore factors,
            @Reference CompanyStore company,
            @Reference Transactions transactions) {
        this.access = access;
        this.current = current;
        this.users = users;
        this.factor = factor;
        this.factors = factors;
        this.company = company;
        this.transactions = transactions;
    }

    SignIn.Profile of(SignIn.Caller caller) {
        var permissions = access.permissions();
        return transactions.call(() -> {
            var user = current.id()
                    .flatMap(id -> users.find(id.value()))
                    .orElseThrow(() -> Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated"));
            var isOn = factor.isOn(user.id);
            var shown = company.find().map(Profiles::company).orElseThrow();
            return new SignIn.Profile(
                    new SignIn.User(user.id, user.username, user.displayName, user.language),
                    permissions,
                    caller.csrfToken(),
                    caller.expiresAt(),
                    isOn,
                    !isOn && factors.isRequired(user.id),
                    shown);
        });
    }

    private static SignIn.Company company(CompanyEntity company) {
        return new SignIn.Company(company.name, company.zone, company.currency, logo(company));
    }

    /** Where the picture is; another address for each picture, so that it may be kept by browsers. */
    public static @org.jspecify.annotations.Nullable String logo(CompanyEntity company) {
        var hash = company.logoHash;
        return hash == null ? null : "/api/v1/company/logo?v=" + hash.substring(0, 16);
    }
}
