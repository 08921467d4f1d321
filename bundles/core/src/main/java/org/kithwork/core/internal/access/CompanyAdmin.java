package org.kithwork.core.internal.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.signin.Profiles;
import org.kithwork.core.internal.access.store.CompanyEntity;
import org.kithwork.core.internal.access.store.CompanyStore;
import org.kithwork.core.internal.access.store.LogoEntity;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The company: its name, zone, currency and picture. */
@Component(service = CompanyAdmin.class)
public final class CompanyAdmin {

    /** The largest picture. */
    public static final int LARGEST_LOGO = 256 * 1024;

    private static final int LONGEST_NAME = 200;
    private static final Map<String, byte[]> STARTS = Map.of(
            "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
            "image/jpeg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
            "image/webp", new byte[] {'R', 'I', 'F', 'F'});

    private final CompanyStore store;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;

    @Activate
    public CompanyAdmin(
            @Reference CompanyStore store,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** The company as everybody who has signed in sees it. */
    public record Company(
            long version,
            String name,
            String zone,
            String currency,
            @Nullable String logo) {}

    /** What a change of the company may name; raw. */
    public record Change(
            @Nullable String name,
            @Nullable String zone,
            @Nullable String currency) {}

    /** A picture. */
    public record Logo(String hash, String type, byte[] picture) {}

    public Company get() {
        return view(transactions.call(store::find).orElseThrow(CompanyAdmin::notFound));
    }

    /** Changes the named members: name, zone, currency. */
    public Company change(long version, Patch patch) {
        patch.allow(Change.class);
        access.require(CorePermissions.COMPANY_EDIT);
        return transactions.call(() -> {
            var company = store.find().orElseThrow(CompanyAdmin::notFound);
            if (company.version != version) {
                throw Problem.stale();
            }
            apply(company, patch);
            store.flush();
            note(
                    "company.changed",
                    Map.of("members", patch.members().stream().sorted().toList()));
            return view(company);
        });
    }

    /** Shows this picture from now on. */
    public Company changeLogo(String type, byte[] picture) {
        access.require(CorePermissions.COMPANY_EDIT);
        if (picture.length > LARGEST_LOGO) {
            throw Problem.of(ProblemKind.TOO_LARGE, "too-large", LARGEST_LOGO / 1024 + " KiB");
        }
        if (!isPicture(type, picture)) {
            throw Problem.of(ProblemKind.UNSUPPORTED_MEDIA, Message.of(CompanyAdmin.class, "logo-type"));
        }
        var logo = new LogoEntity();
        logo.id = sha256(picture);
        logo.picture = picture;
        return transactions.call(() -> {
            var company = store.find().orElseThrow(CompanyAdmin::notFound);
            if (!logo.id.equals(company.logoHash)) {
                store.replaceLogo(logo);
            }
            company.logoHash = logo.id;
            company.logoType = type;
            store.flush();
            note("company.logo-changed", Map.of());
            return view(company);
        });
    }

    public void removeLogo() {
        access.require(CorePermissions.COMPANY_EDIT);
        transactions.run(() -> {
            var company = store.find().orElseThrow(CompanyAdmin::notFound);
            company.logoHash = null;
            company.logoType = null;
            store.deleteLogo();
            store.flush();
            note("company.logo-removed", Map.of());
        });
    }

    /** The picture; strangers see it on the sign-in page. */
    public Optional<Logo> logo() {
        return transactions.call(() -> store.find().flatMap(company -> {
            var hash = company.logoHash;
            var type = company.logoType;
            return hash == null || type == null
                    ? Optional.<Logo>empty()
                    : store.logo(hash).map(logo -> new Logo(hash, type, logo.picture));
        }));
    }

    private static void apply(CompanyEntity company, Patch patch) {
        var faults = new Faults();
        if (patch.has("name")) {
            company.name = faults.requiredText("/name", patch.text("name"), LONGEST_NAME);
        }
        if (patch.has("zone")) {
            zone(faults, patch.text("zone")).ifPresent(zone -> company.zone = zone);
        }
        if (patch.has("currency")) {
            currency(faults, patch.text("currency")).ifPresent(currency -> company.currency = currency);
        }
        faults.check();
    }

    private static Optional<String> zone(Faults faults, @Nullable String zone) {
        try {
            return Optional.of(ZoneId.of(zone == null ? "" : zone.strip()).getId());
        } catch (DateTimeException e) {
            faults.add("/zone", Message.of(CompanyAdmin.class, "zone-invalid"));
            return Optional.empty();
        }
    }

    private static Optional<String> currency(Faults faults, @Nullable String currency) {
        if (currency == null || Faults.isBlank(currency)) {
            faults.add("/currency", "currency-invalid");
            return Optional.empty();
        }
        return Optional.ofNullable(MoneyDraft.currency(faults, "/currency", currency))
                .map(Currency::getCurrencyCode);
    }

    private static boolean isPicture(String type, byte[] picture) {
        var start = STARTS.get(type);
        return start != null
                && picture.length > start.length
                && Arrays.equals(start, Arrays.copyOf(picture, start.length));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("No SHA-256", e);
        }
    }

    private static Company view(CompanyEntity company) {
        return new Company(company.version, company.name, company.zone, company.currency, Profiles.logo(company));
    }

    private void note(String action, Map<String, Object> detail) {
        audit.record(new Audit.Entry(action, "core:company", CompanyEntity.ID, null, detail, null));
    }

    private static Problem notFound() {
        return Problem.notFound("company");
    }
}
