package org.kithwork.core.internal.outbound.mail;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.contact.EmailAddress;
import org.kithwork.core.internal.contact.EmailAddresses;
import org.kithwork.core.internal.outbound.mail.store.MailServerEntity;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tries the server with a mail to whoever sets it up. */
@Component(service = MailTrial.class)
public final class MailTrial {

    private final MailServers servers;
    private final AccessControl access;
    private final Audit audit;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final @Nullable TrustManager trust;

    @Activate
    public MailTrial(
            @Reference MailServers servers,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Clock clock) {
        this(servers, access, audit, transactions, ids, clock, null);
    }

    MailTrial(
            MailServers servers,
            AccessControl access,
            Audit audit,
            Transactions transactions,
            Ids ids,
            Clock clock,
            @Nullable TrustManager trust) {
        this.servers = servers;
        this.access = access;
        this.audit = audit;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.trust = trust;
    }

    /**
     * What came of it.
     *
     * @param taken whether the server took the mail
     * @param problem why not
     * @param explanation the same in a sentence that says what to do
     * @param answer what the server said
     */
    public record Result(
            boolean taken,
            @Nullable MailProblem problem,
            @Nullable String explanation,
            @Nullable String answer) {}

    /** Sends a mail now and waits for what the server says; the audit tells of it. */
    public Result send(@Nullable String to, Locale language) {
        access.require(MailPermissions.CONFIGURE);
        var address = EmailAddresses.parse(to == null ? "" : to)
                .map(EmailAddress::normalised)
                .orElseThrow(() -> Problem.invalid("/to", MailDesk.message("address-invalid")));
        var reached = servers.route().orElseThrow(() -> Problem.notFound("mail-server"));
        var content = new MailContent(
                address,
                language.toLanguageTag(),
                MailDesk.message("trial-subject").text(language),
                MailDesk.message("trial-text").text(language));
        Result result;
        try (var smtp = Smtp.open(reached.route(), trust)) {
            smtp.send(address, Letter.write(reached.route(), content, ids.next(), clock.instant()));
            servers.works();
            result = new Result(true, null, null, null);
        } catch (MailFailure failure) {
            result = new Result(
                    false, failure.problem(), explanation(failure.problem()).text(language), failure.answer());
        }
        note(result);
        return result;
    }

    static Message explanation(MailProblem problem) {
        return MailDesk.message(
                "problem-" + problem.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private void note(Result result) {
        var problem = result.problem();
        transactions.run(() -> audit.record(new Audit.Entry(
                "mail-server.tried",
                MailPermissions.OBJECT,
                MailServerEntity.ID,
                null,
                problem == null ? Map.of() : Map.of("problem", problem.name()),
                null)));
    }
}
