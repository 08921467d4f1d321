package org.kithwork.core.internal.outbound.mail;

import java.util.List;
import org.kithwork.core.internal.outbound.mail.store.MailServerStore;
import org.kithwork.core.internal.outbound.mail.store.MailStore;
import org.kithwork.doctor.spi.DoctorCheck;
import org.kithwork.doctor.spi.DoctorFinding;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether mails go out. */
@Component
public final class MailDoctor implements DoctorCheck {

    private static final String CHECK = "mails";

    private final MailServerStore servers;
    private final MailStore mails;
    private final Transactions transactions;

    @Activate
    public MailDoctor(
            @Reference MailServerStore servers, @Reference MailStore mails, @Reference Transactions transactions) {
        this.servers = servers;
        this.mails = mails;
        this.transactions = transactions;
    }

    @Override
    public List<DoctorFinding> findings() {
        return transactions.call(() -> {
            var waiting = mails.count(MailState.WAITING);
            var server = servers.find().orElse(null);
            if (server == null) {
                return waiting == 0
                        ? List.of()
                        : List.of(new DoctorFinding(
                                CHECK, false, waiting + " wait and there is no server; see mail:set"));
            }
            return server.failingSince == null
                    ? List.of(new DoctorFinding(CHECK, true, server.host + " takes them; " + waiting + " wait"))
                    : List.of(new DoctorFinding(
                            CHECK,
                            false,
                            server.host + " takes nothing since " + server.failingSince + " (" + server.problem + "); "
                                    + waiting + " wait; see mail:test"));
        });
    }
}
