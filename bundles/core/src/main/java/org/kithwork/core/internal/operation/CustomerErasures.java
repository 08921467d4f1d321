package org.kithwork.core.internal.operation;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerEvents;
import org.kithwork.core.internal.customer.CustomerPermissions;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Erases customers, or keeps them and lets nobody use them. An erased customer is fenced at once, with all for which it
 * answers, and leaves a tombstone by which a restored copy of it is known.
 */
@Component(service = CustomerErasures.class)
public final class CustomerErasures {

    private static final int MAX_BASIS = 1000;
    private static final String AGAIN = "Erased before; the backup that was restored is older.";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Transactions transactions;
    private final CustomerGuard guard;
    private final CustomerAlias alias;
    private final OperationStarter starter;
    private final Participants participants;
    private final Tombstones tombstones;
    private final OperationCipher cipher;
    private final OperationLog log;
    private final CustomerExports exports;
    private final PersonRecords records;

    @Activate
    public CustomerErasures(
            @Reference Transactions transactions,
            @Reference CustomerGuard guard,
            @Reference CustomerAlias alias,
            @Reference OperationStarter starter,
            @Reference Participants participants,
            @Reference Tombstones tombstones,
            @Reference OperationCipher cipher,
            @Reference OperationLog log,
            @Reference CustomerExports exports,
            @Reference PersonRecords records) {
        this.transactions = transactions;
        this.guard = guard;
        this.alias = alias;
        this.starter = starter;
        this.participants = participants;
        this.tombstones = tombstones;
        this.cipher = cipher;
        this.log = log;
        this.exports = exports;
        this.records = records;
    }

    private record Why(Operation.Kind kind, String basis) {}

    /** Erases; the id of the customer's operation. Each one for which it answered has an operation of its own. */
    String erase(CustomerId customer, ErasureMode mode, @Nullable String basis) {
        var why = new Why(Operation.Kind.of(mode), checked(basis));
        var pseudonym = "erased-" + random();
        return guard.locked(CustomerPermissions.ERASE, customer, Set.of(), transactions, locked -> {
            locked.open(customer);
            var known = participants.known();
            var aliases = alias.aliases(customer);
            var all = new HashSet<>(aliases);
            all.add(customer);
            records.requireErasable(all);
            for (var absorbed : values(aliases)) {
                erase(new CustomerId(absorbed), known, pseudonym, why);
            }
            return erase(customer, known, pseudonym, why);
        });
    }

    /**
     * Erases a customer whom a restored database shows although it was erased; what stands in the way there was out of
     * the way when it was erased. {@code false} when it is erased already.
     */
    boolean again(CustomerId customer) {
        return guard.locked(CustomerPermissions.ERASE, customer, Set.of(), transactions, locked -> {
            if (locked.visible(customer).status() == CustomerStatus.ERASED) {
                return false;
            }
            var known = participants.known();
            var why = new Why(Operation.Kind.ERASE, AGAIN);
            var pseudonym = "erased-" + random();
            for (var absorbed : values(alias.aliases(customer))) {
                erase(new CustomerId(absorbed), known, pseudonym, why);
            }
            erase(customer, known, pseudonym, why);
            return true;
        });
    }

    private static Set<String> values(Set<CustomerId> customers) {
        var values = new TreeSet<String>();
        customers.forEach(customer -> values.add(customer.value()));
        return values;
    }

    private String erase(CustomerId customer, Set<String> known, String pseudonym, Why why) {
        alias.fence(customer);
        var operation = starter.start(why.kind, customer, known, started -> {
            started.pseudonym = pseudonym;
            cipher.sealBasis(started, why.basis);
        });
        tombstones.bury(customer, operation.id);
        log.write(CustomerEvents.ERASED, "customer.erased", operation, why.basis);
        exports.discard(customer);
        records.forget(customer);
        return operation.id;
    }

    /** Keeps the customer's data and lets nobody use it; the operation's id. */
    String restrict(CustomerId customer, @Nullable String basis) {
        var why = checked(basis);
        return transactions.call(() -> {
            guard.lock(CustomerPermissions.ERASE, customer).used(customer);
            alias.keep(customer);
            var operation = starter.start(
                    Operation.Kind.RESTRICT, customer, Set.of(), started -> cipher.sealBasis(started, why));
            log.write(OperationEvents.RESTRICTED, "customer.restricted", operation, why);
            return operation.id;
        });
    }

    /** Lets a restricted customer be used again; the operation's id. */
    String lift(CustomerId customer, @Nullable String basis) {
        var why = checked(basis);
        return transactions.call(() -> {
            if (!guard.lock(CustomerPermissions.ERASE, customer).open(customer).kept()) {
                throw CustomerGuard.conflict("customer-unrestricted");
            }
            alias.release(customer);
            var operation =
                    starter.start(Operation.Kind.LIFT, customer, Set.of(), started -> cipher.sealBasis(started, why));
            log.write(OperationEvents.LIFTED, "customer.restriction-lifted", operation, why);
            return operation.id;
        });
    }

    private static String checked(@Nullable String basis) {
        var faults = new Faults();
        var text = faults.optionalText("/basis", basis, MAX_BASIS);
        if (text == null && faults.isEmpty()) {
            faults.add("/basis", Message.of(CustomerErasures.class, "basis-required"));
        }
        faults.check();
        return text == null ? "" : text;
    }

    /** Nothing about the person leads to it. */
    private static String random() {
        var bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
