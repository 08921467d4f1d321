package org.kithwork.core;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.osgi.annotation.versioning.ProviderType;

/** Set-up of the first user, sign-in by password, sessions of browsers, tokens of machines. */
@ProviderType
public interface SignIn {

    /** Whether there is no administrator yet; then everything but set-up and health is {@code setup-required}. */
    boolean setupRequired();

    /**
     * Makes the first user, once, with the one-time token: Administrator and Owner. Refuses a wrong or expired token
     * ({@code setup-token-invalid}) and a second set-up ({@code setup-done}).
     */
    Session setUp(SetUp request, Client client);

    /** A session for user name and password; every failure is the same {@code sign-in-failed}, later ones wait. */
    default Session signIn(@Nullable String username, @Nullable String password, Client client) {
        return signIn(username, password, null, client);
    }

    /**
     * The same with a code of the app or a recovery code, for a user with a second factor: {@code code-required} without
     * one, {@code code-invalid} when it is wrong or was used.
     */
    Session signIn(@Nullable String username, @Nullable String password, @Nullable String code, Client client);

    /** The user of this cookie proves anew who he is, by password or by code; counts like a sign-in. */
    void stepUp(String cookie, @Nullable String password, @Nullable String code, Client client);

    /** Checks a password for a shell session, under the same counter. */
    Actor checkPassword(String username, String password, Client client);

    /**
     * Sets the password of the user whose one-time link it is; refuses a wrong or used link ({@code link-invalid}) and
     * counts it as a failure of where it came from.
     */
    void choosePassword(@Nullable String link, @Nullable String password, Client client);

    /** Who holds this cookie; the idle time starts again. Empty when it is unknown, expired or revoked. */
    Optional<Caller> session(String cookie);

    /** Who holds this cookie, without starting the idle time again: for what a page does by itself, with nobody there. */
    default Optional<Caller> peek(String cookie) {
        return session(cookie);
    }

    /** Who holds this API token ({@code kw_…}). */
    Optional<Caller> token(String token);

    /** The same; an unknown one is counted as a failure of where it came from. */
    default Optional<Caller> token(String token, Client client) {
        return token(token);
    }

    /** Ends the session of this cookie. */
    void signOut(String cookie);

    /** What the signed-in actor learns of himself; needs an actor on the thread. */
    Profile profile(Caller caller);

    /** Where a request came from. */
    record Client(String address, @Nullable String agent) {}

    /**
     * A caller who was recognised.
     *
     * @param csrfToken what a browser must send with every change, {@code null} for tokens
     * @param proof the session, {@code null} for tokens
     */
    record Caller(
            Actor actor,
            @Nullable String csrfToken,
            Instant expiresAt,
            @Nullable Proof proof) {

        /** A caller without a session. */
        public Caller(Actor actor, @Nullable String csrfToken, Instant expiresAt) {
            this(actor, csrfToken, expiresAt, null);
        }
    }

    /** The session of a browser, and when its user last proved who he is. */
    record Proof(String sessionId, Instant provedAt) {}

    /**
     * A new session.
     *
     * @param cookie the secret, shown to nobody else
     */
    record Session(String cookie, Caller caller) {}

    /** The form of the set-up page; raw. */
    record SetUp(
            @Nullable String token,
            @Nullable String username,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable String company,
            @Nullable String zone,
            @Nullable String currency,
            @Nullable String store,
            @Nullable String language) {}

    /**
     * The answer of {@code GET /session}.
     *
     * @param secondFactor whether the user has one
     * @param enrolmentDue he must have one before he may do anything else
     */
    record Profile(
            User user,
            Set<Permission> permissions,
            @Nullable String csrfToken,
            Instant expiresAt,
            boolean secondFactor,
            boolean enrolmentDue,
            Company company) {}

    /** The user of a profile; of a token its owner. */
    record User(
            String id,
            String username,
            String displayName,
            @Nullable String language) {}

    /**
     * The company of the installation.
     *
     * @param logo the path of its picture
     */
    record Company(
            String name,
            String zone,
            String currency,
            @Nullable String logo) {}
}
