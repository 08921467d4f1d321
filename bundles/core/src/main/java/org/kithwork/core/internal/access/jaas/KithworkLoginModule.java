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
        var name = new NameCallback("user");
        var password = new PasswordCallback("password", false);
        try {
            callbacks.handle(new Callback[] {name, password});
            var given = password.getPassword();
            principals = signIn.signIn(
                    name.getName() == null ? "" : name.getName(), given == null ? "" : new String(given), address());
            return true;
        } catch (IOException | UnsupportedCallbackException | Problem e) {
            throw new FailedLoginException("Sign-in failed");
        } finally {
            password.clearPassword();
        }
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
