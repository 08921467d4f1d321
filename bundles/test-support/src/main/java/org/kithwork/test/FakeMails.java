package org.kithwork.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kithwork.mail.Mail;
import org.kithwork.mail.MailOutbox;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;

/** Keeps the mails that were sent, one for each key; what was rolled back is not among them. */
public final class FakeMails implements MailOutbox {

    private final Map<String, Mail> sent = new LinkedHashMap<>();
    private final Transactions transactions;
    private boolean isOpen = true;

    public FakeMails(Transactions transactions) {
        this.transactions = transactions;
    }

    /** As while no server is named, or after one was. */
    public void open(boolean now) {
        isOpen = now;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public String link(String path) {
        requireOpen();
        return "https://crm.example.com" + path;
    }

    @Override
    public void send(Mail mail) {
        requireOpen();
        transactions.afterCommit(() -> sent.putIfAbsent(mail.key(), mail));
    }

    private void requireOpen() {
        if (!isOpen) {
            throw Problem.of(ProblemKind.UNAVAILABLE, "unavailable");
        }
    }

    /** What was sent, oldest first. */
    public List<Mail> sent() {
        return List.copyOf(sent.values());
    }
}
