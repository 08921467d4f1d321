package org.kithwork.core.internal.access.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.access.RightsCache;
import org.kithwork.core.internal.access.audit.AuditLog;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.permission.Actor;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The way back in for an administrator who is locked out: whoever may write into the data directory as the user that
 * owns it asks by a file there, and finds a one-time link for a new password in another. There is no such door in the
 * network.
 */
@Component(service = Rescue.class, immediate = true)
public final class Rescue {

    static final String REQUEST = "rescue-request";
    static final String ANSWER = "rescue-answer";

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int LONGEST = 1_000;
    private static final String SECOND_FACTOR = "second-factor";
    private static final String UNBLOCK = "unblock";
    private static final Actor OPERATOR = new Actor(Actor.Kind.MODULE, "core", "operating system");

    private final DataDirectory directory;
    private final UserStore users;
    private final PasswordLinks links;
    private final SecondFactor factor;
    private final Attempts attempts;
    private final RightsCache rights;
    private final AuditLog audit;
    private final Transactions transactions;
    private final Worker worker;

    @Activate
    public Rescue(
            @Reference DataDirectory directory,
            @Reference UserStore users,
            @Reference PasswordLinks links,
            @Reference SecondFactor factor,
            @Reference Attempts attempts,
            @Reference RightsCache rights,
            @Reference AuditLog audit,
            @Reference Transactions transactions) {
        this.directory = directory;
        this.users = users;
        this.links = links;
        this.factor = factor;
        this.attempts = attempts;
        this.rights = rights;
        this.audit = audit;
        this.transactions = transactions;
        this.worker = new Worker("kithwork-rescue", LOOK, this::look);
    }

    @Deactivate
    void stop() {
        worker.close();
    }

    /** Answers the request that lies there, once. */
    void look() {
        var file = directory.file(REQUEST);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var words = read(file);
        directory.delete(REQUEST);
        directory.write(
                ANSWER, (words.isEmpty() ? "refused: the request is not the owner's alone" : answer(words)) + "\n");
    }

    /** The words of the request; none when anybody but the owner of the directory could have written or read it. */
    private static List<String> read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > LONGEST
                    || !isOwnersAlone(file)) {
                return List.of();
            }
            return Arrays.asList(
                    Files.readString(file, StandardCharsets.UTF_8).strip().split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + REQUEST, e);
        }
    }

    private static boolean isOwnersAlone(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return true;
        }
        var found = view.readAttributes();
        var owner = EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
        return owner.containsAll(found.permissions())
                && found.owner().equals(Files.getOwner(file.toAbsolutePath().getParent()));
    }

    private String answer(List<String> words) {
        var name = Usernames.fold(words.get(0));
        Set<String> options = new HashSet<>(words.subList(1, words.size()));
        return transactions.call(() ->
                users.byUsername(name).map(user -> rescue(user, options)).orElse("refused: there is no such user"));
    }

    private String rescue(UserEntity user, Set<String> options) {
        if (!user.state.equals("ACTIVE") && !options.contains(UNBLOCK)) {
            return "refused: the user is blocked; ask for --unblock as well";
        }
        if (options.contains(UNBLOCK)) {
            user.state = "ACTIVE";
        }
        if (options.contains(SECOND_FACTOR)) {
            factor.remove(user.id);
        }
        attempts.release(user.username);
        var link = links.create(user.id);
        audit.record(
                OPERATOR,
                new Audit.Entry(
                        "user.rescued",
                        "core:user",
                        user.id,
                        null,
                        Map.of(SECOND_FACTOR, options.contains(SECOND_FACTOR), UNBLOCK, options.contains(UNBLOCK)),
                        null));
        rights.forget();
        return "link: " + link;
    }
}
