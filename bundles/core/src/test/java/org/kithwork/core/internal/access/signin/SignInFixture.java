package org.kithwork.core.internal.access.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.kithwork.core.SignIn;
import org.kithwork.core.internal.access.AccessFixture;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeCipher;

/** Sign-in as the runtime would put it together. */
public final class SignInFixture implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery";
    public static final SignIn.Client CLIENT = new SignIn.Client("192.0.2.1", "test");

    public final AccessFixture base;
    public final PasswordHasher hasher;
    public final PasswordRules rules = new PasswordRules();
    public final Attempts attempts;
    public final Sessions sessions;
    public final SetUpToken token;
    public final SecondFactor factor;
    public final PasswordCheck passwords;
    public final PasswordChanges changes;
    public final SignInService signIn;

    public SignInFixture(DatabaseKind kind) {
        this(kind, 256);
    }

    /** With hashes that cost this much memory. */
    public SignInFixture(DatabaseKind kind, int kib) {
        hasher = new PasswordHasher(2, kib);
        base = new AccessFixture(kind);
        var transactions = base.database.transactions();
        attempts = new Attempts(base.attempts, transactions, base.time);
        sessions = new Sessions(base.sessions, transactions, base.ids, base.time);
        token = new SetUpToken(base.company, transactions, base.directory, base.clock, base.print());
        factor = new SecondFactor(base.factors, new FakeCipher(), transactions, base.time);
        passwords = new PasswordCheck(base.users, hasher, factor, attempts, base.audit, transactions);
        changes = new PasswordChanges(
                base.users,
                base.sessions,
                hasher,
                rules,
                base.company,
                attempts,
                base.access,
                base.access,
                base.audit,
                transactions,
                base.time);
        var setUp = new SetUpService(
                token,
                rules,
                hasher,
                attempts,
                base.company,
                base.roles,
                base.users,
                base.places,
                base.defaults,
                base.rights,
                base.audit,
                transactions,
                base.ids,
                base.clock);
        var profiles =
                new Profiles(base.access, base.access, base.users, factor, base.factors, base.company, transactions);
        signIn = new SignInService(
                setUp,
                passwords,
                changes,
                sessions,
                new TokenCheck(base.tokens, transactions, base.time),
                attempts,
                base.users,
                profiles,
                base.audit,
                transactions,
                new Admission(),
                new Opening());
    }

    /** The token that lies in the data directory. */
    public String setUpToken() {
        token.look();
        try {
            return Files.readString(base.directory.file(SetUpToken.FILE)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a code serves as a second factor. */
    public boolean accepts(String userId, String code) {
        return factor.accepts(userId, code);
    }

    public SignIn.SetUp form(String token, String username) {
        return new SignIn.SetUp(token, username, PASSWORD, null, null, null, null, null, null);
    }

    /** Sets up; the first user is called root. */
    public SignIn.Session setUp() {
        return signIn.setUp(form(setUpToken(), "root"), CLIENT);
    }

    @Override
    public void close() {
        token.stop();
        base.close();
    }
}
