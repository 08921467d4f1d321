package org.kithwork.core.internal.outbound.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.outbound.mail.MailServers.Reached;
import org.kithwork.core.internal.outbound.mail.store.MailEntity;
import org.kithwork.core.internal.outbound.mail.store.MailStore;
import org.kithwork.json.Json;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Sends what is due, over one connection. A mail is claimed in a transaction, sent outside one and closed in another: what a
 * kill leaves between is sent again under the same message id when the claim has run out. Where the server itself is at fault
 * the others wait for the next time.
 */
@Component(service = MailSender.class)
public final class MailSender {

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration CLAIM = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int PORTION = 50;
    private static final int CLEANED = 500;

    private final MailStore store;
    private final MailServers servers;
    private final FieldCipher cipher;
    private final Json json;
    private final Transactions transactions;
    private final Clock clock;
    private final @Nullable TrustManager trust;
    private final Worker worker;

    @Activate
    public MailSender(
            @Reference MailStore store,
            @Reference MailServers servers,
            @Reference FieldCipher cipher,
            @Reference Json json,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this(store, servers, cipher, json, transactions, clock, null);
    }

    MailSender(
            MailStore store,
            MailServers servers,
            FieldCipher cipher,
            Json json,
            Transactions transactions,
            Clock clock,
            @Nullable TrustManager trust) {
        this.store = store;
        this.servers = servers;
        this.cipher = cipher;
        this.json = json;
        this.transactions = transactions;
        this.clock = clock;
        this.trust = trust;
        worker = new Worker("kithwork-mail", PAUSE, this::run);
    }

    @Deactivate
    void stop() {
        worker.close();
    }

    /** Sends in a moment. */
    void soon() {
        worker.soon();
    }

    /** Sends all that is due, and forgets what was over long ago. */
    void run() {
        transactions.run(() -> store.removeBefore(now().minus(KEPT), CLEANED));
        var due = transactions.call(() -> store.due(now(), PORTION));
        if (due.isEmpty()) {
            return;
        }
        var reached = servers.route();
        if (reached.isEmpty()) {
            due.forEach(mail -> notTaken(mail, new MailFailure(MailProblem.NO_SERVER, null)));
            return;
        }
        send(reached.get());
    }

    private void send(Reached to) {
        try (var smtp = Smtp.open(to.route(), trust)) {
            servers.works();
            while (true) {
                var due = transactions.call(() -> store.due(now(), PORTION));
                for (var mail : due) {
                    if (!send(smtp, to, mail)) {
                        return;
                    }
                }
                if (due.size() < PORTION) {
                    return;
                }
            }
        } catch (MailFailure failure) {
            servers.fails(to.version(), failure);
            transactions.call(() -> store.due(now(), PORTION)).forEach(mail -> notTaken(mail, failure));
        }
    }

    /** Whether to go on with the others. */
    private boolean send(Smtp smtp, Reached to, MailEntity mail) {
        if (!transactions.call(() -> store.claim(mail, now(), now().plus(CLAIM)))) {
            return true;
        }
        var content =
                json.read(cipher.open("core_mail", "content_cipher", mail.id, mail.contentCipher), MailContent.class);
        try {
            smtp.send(content.to(), Letter.write(to.route(), content, mail.id, mail.createdAt));
            transactions.run(() -> store.sent(mail.id, now()));
            return true;
        } catch (MailFailure failure) {
            mail.attempts++;
            settle(mail, failure);
            if (failure.problem().isOfServer()) {
                servers.fails(to.version(), failure);
                return false;
            }
            return smtp.isOpenAfterReset();
        }
    }

    /** Notes a try at which it did not even come to this mail. */
    private void notTaken(MailEntity mail, MailFailure failure) {
        if (transactions.call(() -> store.claim(mail, now(), now().plus(CLAIM)))) {
            mail.attempts++;
            settle(mail, failure);
        }
    }

    private void settle(MailEntity mail, MailFailure failure) {
        var next = Retries.after(mail.attempts, now());
        transactions.run(() -> {
            if (failure.problem().isPassing() && !next.isAfter(mail.retryUntil)) {
                store.later(mail.id, next, failure.problem(), failure.answer());
            } else {
                store.failed(mail.id, now(), failure.problem(), failure.answer());
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
