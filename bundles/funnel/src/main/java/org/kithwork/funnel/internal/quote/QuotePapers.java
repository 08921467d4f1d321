package org.kithwork.funnel.internal.quote;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.quote.paper.QuotePaper;
import org.kithwork.permission.StoreId;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts quotes on paper. Whom they are for is asked each time, so that nobody is named any more who was erased. */
@Component(service = QuotePapers.class)
public final class QuotePapers {

    /** So many are made at once, since each holds the whole font while it is. */
    private static final int AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore presses = new Semaphore(AT_ONCE, true);
    private final Quotes quotes;
    private final CustomerDirectory customers;
    private final Company company;
    private final Stores stores;

    @Activate
    public QuotePapers(
            @Reference Quotes quotes,
            @Reference CustomerDirectory customers,
            @Reference Company company,
            @Reference Stores stores) {
        this.quotes = quotes;
        this.customers = customers;
        this.company = company;
        this.stores = stores;
    }

    /**
     * A quote on paper; refused to those from whom its figures are hidden.
     *
     * @param name of the file
     * @param pdf what is in it
     */
    public record Paper(String name, byte[] pdf) {}

    /**
     * The paper in a language. What is not approved says so across every page. Refused with {@code busy} where so many are asked for that it
     * would take more than ten seconds until it is begun.
     */
    public Paper of(QuoteId id, Locale language) {
        var quote = quotes.whole(id);
        var paper = new QuotePaper(
                quote,
                company.name(),
                store(quote.storeId()),
                customer(quote.customerId()),
                LocalDate.ofInstant(quote.createdAt(), company.zone()),
                language);
        return new Paper(quote.number() + "-" + quote.revision() + ".pdf", pressed(paper));
    }

    private byte[] pressed(QuotePaper paper) {
        try {
            if (!presses.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return paper.write();
        } finally {
            presses.release();
        }
    }

    private static Problem busy() {
        return Problem.of(ProblemKind.UNAVAILABLE, "busy").retryAfter(PATIENCE);
    }

    private @Nullable String store(@Nullable StoreId id) {
        return id == null ? null : stores.names(Set.of(id)).get(id);
    }

    private @Nullable String customer(@Nullable CustomerId id) {
        return id == null ? null : customers.names(Set.of(id)).get(customers.resolve(id));
    }
}
