package org.kithwork.core.internal.outbound.mail;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.contact.EmailAddress;
import org.kithwork.core.internal.contact.EmailAddresses;
import org.kithwork.core.internal.outbound.mail.store.MailEntity;
import org.kithwork.core.internal.outbound.mail.store.MailStore;
import org.kithwork.core.internal.protection.BlindIndex;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.customer.ContactType;
import org.kithwork.id.Ids;
import org.kithwork.json.Json;
import org.kithwork.mail.Mail;
import org.kithwork.mail.MailOutbox;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes mails of modules, and shows what became of them. */
@Component(service = {MailDesk.class, MailOutbox.class})
public final class MailDesk implements MailOutbox {

    private static final Pattern KEY = Pattern.compile("[a-z]+:[!-~]{1,180}");
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 5000;

    private final MailStore store;
    private final MailServers servers;
    private final MailSender sender;
    private final FieldCipher cipher;
    private final BlindIndex index;
    private final AccessControl access;
    private final Transactions transactions;
    private final Ids ids;
    private final Json json;
    private final Paging paging;
    private final Clock clock;

    @Activate
    public MailDesk(
            @Reference MailStore store,
            @Reference MailServers servers,
            @Reference MailSender sender,
            @Reference FieldCipher cipher,
            @Reference Keys keys,
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Json json,
            @Reference Paging paging,
            @Reference Clock clock) {
        this.store = store;
        this.servers = servers;
        this.sender = sender;
        this.cipher = cipher;
        this.index = new BlindIndex(keys.ring());
        this.access = access;
        this.transactions = transactions;
        this.ids = ids;
        this.json = json;
        this.paging = paging;
        this.clock = clock;
    }

    @Override
    public boolean isOpen() {
        return servers.site().isPresent();
    }

    @Override
    public String link(String path) {
        return servers.site().orElseThrow(MailDesk::missing) + path;
    }

    private static Problem missing() {
        return Problem.of(ProblemKind.UNAVAILABLE, message("mail-server-missing"));
    }

    @Override
    public void send(Mail mail) {
        access.require(MailPermissions.SEND);
        var to = checked(mail);
        if (!isOpen()) {
            throw missing();
        }
        transactions.run(() -> {
            store.insert(row(mail, to));
            transactions.afterCommit(sender::soon);
        });
    }

    private static String checked(Mail mail) {
        var faults = new Faults();
        if (!KEY.matcher(mail.key()).matches()) {
            throw new IllegalArgumentException(
                    "a key begins with the word of its module and has 200 characters at most");
        }
        faults.requiredText("/subject", mail.subject(), LONGEST_SUBJECT);
        faults.requiredText("/text", mail.text(), LONGEST_TEXT);
        if (mail.subject().chars().anyMatch(Character::isISOControl)) {
            faults.add("/subject", message("subject-lines"));
        }
        var to = EmailAddresses.parse(mail.to()).map(EmailAddress::normalised);
        if (to.isEmpty()) {
            faults.add("/to", message("address-invalid"));
        }
        faults.check();
        return to.orElseThrow();
    }

    private MailEntity row(Mail mail, String to) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var customer = mail.customer();
        var row = new MailEntity();
        row.id = ids.next();
        row.mailKey = mail.key();
        row.customerId = customer == null ? null : customer.value();
        row.addressKey = index.of(DataClass.CONTACT, ContactType.EMAIL.name(), to);
        row.contentCipher = cipher.seal(
                "core_mail",
                "content_cipher",
                row.id,
                json.write(new MailContent(to, mail.language().toLanguageTag(), mail.subject(), mail.text())));
        row.state = MailState.WAITING;
        row.nextAt = now;
        row.retryUntil = now.plus(Retries.PATIENCE);
        row.createdAt = now;
        return row;
    }

    /** What was written in the last month, newest first; of one state where it is named. */
    public Page<MailView> list(@Nullable MailState state, PageRequest request) {
        access.require(MailPermissions.VIEW);
        return paging.page(
                transactions.call(() ->
                        store.list(state, request).stream().map(MailDesk::view).toList()),
                request,
                MailView::id);
    }

    static MailView view(MailEntity mail) {
        var waits = mail.state == MailState.WAITING;
        return new MailView(
                mail.id,
                mail.module(),
                mail.state,
                mail.attempts,
                mail.createdAt,
                waits ? mail.nextAt : null,
                mail.endedAt,
                mail.problem,
                mail.answer == null || mail.answer.isEmpty() ? null : mail.answer);
    }

    static Message message(String code, Object... arguments) {
        return Message.of(MailDesk.class, code, arguments);
    }
}
