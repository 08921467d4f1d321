package org.kithwork.core.internal.access.jaas;

import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.modules.publickey.PublickeyCallback;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Problem;

/** What JAAS makes for one sign-in to the shell. */
public final class KithworkLoginModule implements LoginModule {

    /** The option that holds the service behind it. */
    static final String SERVICE = "org.kithwork.shell.sign-in";

    private @Nullable Subject subject;
    private @Nullable CallbackHandler callbacks;
    private @Nullable ShellSignIn signIn;
    private Set<Principal> principals = Set.of();

    /** Made by the container's proxy. */
    public KithworkLoginModule() {}

    @Override
    public void initialize(
            Subject subject, CallbackHandler callbackHandler, Map<String, ?> sharedState, Map<String, ?> options) {
        this.subject = subject;
        this.callbacks = callbackHandler;
        this.signIn = options.get(SERVICE) instanceof ShellSignIn service ? service : null;
    }

    @Override
    public boolean login() throws LoginException {
        if (signIn == null || callbacks == null) {
            throw new FailedLoginException("Not ready");
        }
        try {
            principals = byPassword(callbacks, signIn);
            return true;
        } catch (UnsupportedCallbackException e) {
            principals = byKey(callbacks, signIn);
            return true;
        } catch (IOException | Problem e) {
            throw new FailedLoginException("Sign-in failed");
        }
    }

    /** Who comes with a key is asked for a password in vain. */
    private Set<Principal> byPassword(CallbackHandler handler, ShellSignIn service)
            throws IOException, UnsupportedCallbackException {
        var name = new NameCallback("user");
        var password = new PasswordCallback("password", false);
        try {
            handler.handle(new Callback[] {name, password});
            var given = password.getPassword();
            return service.signIn(text(name), given == null ? "" : new String(given), address());
        } finally {
            password.clearPassword();
        }
    }

    private Set<Principal> byKey(CallbackHandler handler, ShellSignIn service) throws LoginException {
        var name = new NameCallback("user");
        var key = new PublickeyCallback();
        try {
            handler.handle(new Callback[] {name, key});
            var shown = key.getPublicKey();
            if (shown == null) {
                throw new FailedLoginException("Sign-in failed");
            }
            return service.signIn(text(name), shown, address());
        } catch (IOException | UnsupportedCallbackException | Problem e) {
            throw new FailedLoginException("Sign-in failed");
        }
    }

    private static String text(NameCallback name) {
        return name.getName() == null ? "" : name.getName();
    }

    @Override
    public boolean commit() {
        if (subject == null || principals.isEmpty()) {
            return false;
        }
        subject.getPrincipals().addAll(principals);
        return true;
    }

    @Override
    public boolean abort() {
        principals = Set.of();
        return true;
    }

    @Override
    public boolean logout() {
        if (subject != null) {
            subject.getPrincipals().removeAll(principals);
        }
        principals = Set.of();
        return true;
    }

    /** Where the client is, without the port, which is another one each time. */
    private String address() {
        if (subject == null) {
            return "shell";
        }
        return subject.getPrincipals(ClientPrincipal.class).stream()
                .findFirst()
                .map(client -> host(client.getAddress()))
                .orElse("shell");
    }

    static String host(String address) {
        var text = address.startsWith("/") ? address.substring(1) : address;
        int port = text.lastIndexOf(':');
        var host = port < 0 ? text : text.substring(0, port);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
