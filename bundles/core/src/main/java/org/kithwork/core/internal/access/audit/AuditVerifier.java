package org.kithwork.core.internal.access.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.CorePermissions;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Walks the chain and finds every row that was changed, removed, exchanged or cut off. */
@Component(service = AuditVerifier.class)
public final class AuditVerifier {

    private static final int PAGE = 1_000;
    private static final int MOST_FAULTS = 100;

    private final AuditStore store;
    private final AuditCipher cipher;
    private final DataDirectory directory;
    private final Transactions transactions;
    private final AccessControl access;

    @Activate
    public AuditVerifier(
            @Reference AuditStore store,
            @Reference AuditCipher cipher,
            @Reference DataDirectory directory,
            @Reference Transactions transactions,
            @Reference AccessControl access) {
        this.store = store;
        this.cipher = cipher;
        this.directory = directory;
        this.transactions = transactions;
        this.access = access;
    }

    /**
     * What was found.
     *
     * @param faults the links at fault, at most 100
     */
    public record Result(long checked, List<Broken> faults) {

        public boolean isSound() {
            return faults.isEmpty();
        }
    }

    /**
     * A link that does not hold; {@code kind} is changed, removed, missing, cut-off, or, of the file that holds the head, head-missing,
     * head-unreadable or head-forged.
     */
    public record Broken(long seq, String auditId, String kind) {}

    /** Checks the whole chain as it was at this moment; what is linked meanwhile does no harm. */
    public Result verify() {
        access.require(CorePermissions.AUDIT_VIEW);
        // Before the links: a head that is written behind the last of them that was read would seem to be cut off.
        var head = head();
        var faults = new ArrayList<Broken>();
        var previous = AuditChain.START;
        long seq = 0;
        long checked = 0;
        while (true) {
            long after = seq;
            var links = transactions.call(() -> store.links(after, PAGE));
            if (links.isEmpty()) {
                break;
            }
            for (var link : links) {
                var chain = link.chain();
                if (chain.seq != seq + 1) {
                    add(faults, new Broken(seq + 1, "", "missing"));
                }
                var row = link.audit();
                if (row == null) {
                    add(faults, new Broken(chain.seq, chain.auditId, "removed"));
                } else if (!ChainHash.of(previous, row).equals(chain.hash)) {
                    add(faults, new Broken(chain.seq, chain.auditId, "changed"));
                }
                previous = chain.hash;
                seq = chain.seq;
                checked++;
            }
        }
        compareHead(head, seq, faults);
        return new Result(checked, List.copyOf(faults));
    }

    /** What the file says; {@code null} when there is none, and an empty text when it cannot be read. */
    private @Nullable String head() {
        var file = directory.file(AuditChain.HEAD_FILE);
        try {
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            return "";
        }
    }

    private void compareHead(@Nullable String head, long seq, List<Broken> faults) {
        if (head == null) {
            if (seq > 0 && head() == null) {
                add(faults, new Broken(seq, "", "head-missing"));
            }
            return;
        }
        try {
            var words = head.strip().split(" ");
            long headSeq = Long.parseLong(words[0]);
            if (!cipher.isSealOf(words[0] + " " + words[1], words[2])) {
                add(faults, new Broken(headSeq, "", "head-forged"));
            }
            if (!isOn(headSeq, words[1])) {
                add(faults, new Broken(headSeq, "", "cut-off"));
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            add(faults, new Broken(seq, "", "head-unreadable"));
        }
    }

    /** Whether the chain went through this head. */
    private boolean isOn(long seq, String hash) {
        return seq == 0
                || transactions.call(() -> store.links(seq - 1, 1)).stream()
                        .anyMatch(link -> link.chain().hash.equals(hash));
    }

    private static void add(List<Broken> faults, Broken fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }
}
