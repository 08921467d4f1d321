package org.kithwork.core.internal.access.signin;

import java.time.Duration;
import org.kithwork.core.internal.access.store.SessionStore;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Links with which a user chooses a password: good for 72 hours and once; a new one replaces the old. */
@Component(service = PasswordLinks.class)
public final class PasswordLinks {

    private static final Duration LIFE = Duration.ofHours(72);

    /** The page that takes the link; the secret stands in the fragment, which no log sees. */
    private static final String PAGE = "/ui/password#";

    private final SessionStore store;
    private final Transactions transactions;
    private final SteadyTime time;

    @Activate
    public PasswordLinks(
            @Reference SessionStore store, @Reference Transactions transactions, @Reference SteadyTime time) {
        this.store = store;
        this.transactions = transactions;
        this.time = time;
    }

    /** A new link, as a path of the console. */
    public String create(String userId) {
        var secret = Secrets.next();
        transactions.run(
                () -> store.replaceLink(userId, Secrets.hash(secret), time.now().plus(LIFE)));
        return PAGE + secret;
    }

    /** The secret of a link that somebody pasted whole or in part. */
    static String secret(String link) {
        return link.substring(link.indexOf('#') + 1).strip();
    }
}
