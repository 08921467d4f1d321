package org.kithwork.core.internal.access;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.signin.OwnAccount;
import org.kithwork.core.internal.access.signin.PublicKeys;
import org.kithwork.core.internal.access.store.SshKeyStore;
import org.kithwork.id.Ids;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Public keys for the shell: one's own, in a browser's session with a fresh proof; those of others by administrators. */
@Component(service = SshKeyAdmin.class)
public final class SshKeyAdmin {

    private static final int LONGEST_NAME = 200;
    private static final int MOST = 50;

    private final SshKeyStore keys;
    private final OwnAccount account;
    private final UserAdmin users;
    private final Audit audit;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public SshKeyAdmin(
            @Reference SshKeyStore keys,
            @Reference OwnAccount account,
            @Reference UserAdmin users,
            @Reference Audit audit,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.keys = keys;
        this.account = account;
        this.users = users;
        this.audit = audit;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A key; {@code fingerprint} as {@code ssh-keygen -l} shows it. */
    public record Key(
            String id,
            String name,
            String algorithm,
            String fingerprint,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** The form of a new key; raw. Without a name it is called by the comment of the key. */
    public record Draft(@Nullable String name, @Nullable String publicKey) {}

    public List<Key> list() {
        return list(account.user().id);
    }

    public Key add(Draft draft) {
        return add(account.proved().id, draft);
    }

    public void remove(String id) {
        remove(account.proved().id, id);
    }

    public List<Key> listOf(UserId user) {
        users.requireVisible(user, CorePermissions.USER_VIEW);
        return list(user.value());
    }

    public Key addTo(UserId user, Draft draft) {
        users.requireVisible(user, CorePermissions.USER_EDIT);
        return add(user.value(), draft);
    }

    public void removeFrom(UserId user, String id) {
        users.requireVisible(user, CorePermissions.USER_EDIT);
        remove(user.value(), id);
    }

    /** The key that {@link #removeFrom} would take. */
    public Key removable(UserId user, String id) {
        users.requireVisible(user, CorePermissions.USER_EDIT);
        return list(user.value()).stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("ssh-key"));
    }

    private List<Key> list(String userId) {
        return transactions.call(() -> keys.list(userId)).stream()
                .map(SshKeyAdmin::view)
                .toList();
    }

    private Key add(String userId, Draft draft) {
        var key = PublicKeys.parse("/publicKey", draft.publicKey());
        var faults = new Faults();
        var given = faults.optionalText("/name", draft.name(), LONGEST_NAME);
        faults.check();
        var comment = key.comment().length() > LONGEST_NAME / 2
                ? key.comment().substring(0, LONGEST_NAME / 2)
                : key.comment();
        var name = given != null ? given : comment.isEmpty() ? key.algorithm() : comment;
        return transactions.call(() -> {
            if (keys.list(userId).size() >= MOST) {
                throw Problem.conflict(Message.of(SshKeyAdmin.class, "ssh-keys-many", MOST));
            }
            var row = new SshKeyStore.Row(
                    ids.next(),
                    userId,
                    name,
                    key.algorithm(),
                    key.fingerprint(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    null);
            if (!keys.insert(row)) {
                throw Problem.conflict(Message.of(SshKeyAdmin.class, "ssh-key-taken"));
            }
            note("ssh-key.added", userId, row.fingerprint());
            return view(row);
        });
    }

    private void remove(String userId, String id) {
        transactions.run(() -> {
            if (!keys.delete(userId, id)) {
                throw Problem.notFound("ssh-key");
            }
            note("ssh-key.removed", userId, id);
        });
    }

    private static Key view(SshKeyStore.Row row) {
        return new Key(row.id(), row.name(), row.algorithm(), row.fingerprint(), row.createdAt(), row.usedAt());
    }

    private void note(String action, String userId, String key) {
        audit.record(new Audit.Entry(action, "core:user", userId, null, Map.of("key", key), null));
    }
}
