package org.kithwork.core.internal.outbound.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient.AUTH_METHOD;
import org.apache.commons.net.smtp.SMTPReply;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.outbound.AddressKind;

/**
 * A conversation with a mail server (RFC 5321): connected and signed in while it lives. The certificate must be one of the
 * host; a password goes over nothing that is not encrypted, but to this machine.
 */
final class Smtp implements AutoCloseable {

    private static final int PATIENCE = (int) Duration.ofSeconds(20).toMillis();

    private final AuthenticatingSMTPClient client;
    private final String from;
    private boolean isGreeted;

    private Smtp(AuthenticatingSMTPClient client, String from) {
        this.client = client;
        this.from = from;
    }

    /**
     * Connects and signs in.
     *
     * @param trust whose certificates are believed; those that the JVM trusts where absent
     */
    static Smtp open(MailRoute route, @Nullable TrustManager trust) throws MailFailure {
        check(route.host());
        var client = new AuthenticatingSMTPClient(
                "TLS", route.security() == MailSecurity.TLS, StandardCharsets.UTF_8.name());
        client.setTrustManager(trust);
        client.setConnectTimeout(PATIENCE);
        client.setDefaultTimeout(PATIENCE);
        client.setEndpointCheckingEnabled(true);
        var smtp = new Smtp(client, route.sender());
        try {
            client.connect(route.host(), route.port());
            smtp.isGreeted = true;
            client.setSoTimeout(PATIENCE);
            smtp.require(client.getReplyCode(), MailProblem.LATER, MailProblem.UNREACHABLE);
            smtp.greet();
            if (route.security() == MailSecurity.STARTTLS) {
                smtp.encrypt();
            }
            smtp.signIn(route);
            return smtp;
        } catch (SSLException e) {
            smtp.close();
            throw new MailFailure(MailProblem.CERTIFICATE, e.getMessage());
        } catch (IOException e) {
            smtp.close();
            throw new MailFailure(MailProblem.UNREACHABLE, e.getMessage());
        } catch (MailFailure e) {
            smtp.close();
            throw e;
        }
    }

    private static void check(String host) throws MailFailure {
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (AddressKind.of(address) == AddressKind.FORBIDDEN) {
                    throw new MailFailure(MailProblem.ADDRESS_FORBIDDEN, null);
                }
            }
        } catch (UnknownHostException e) {
            throw new MailFailure(MailProblem.HOST_UNKNOWN, null);
        }
    }

    private void greet() throws IOException, MailFailure {
        var name = from.substring(from.lastIndexOf('@') + 1);
        require(client.ehlo(name), MailProblem.LATER, MailProblem.UNREACHABLE);
    }

    private void encrypt() throws IOException, MailFailure {
        if (!client.execTLS()) {
            throw new MailFailure(MailProblem.NO_ENCRYPTION, client.getReplyString());
        }
        greet();
    }

    private void signIn(MailRoute route) throws IOException, MailFailure {
        var username = route.username();
        var password = route.password();
        if (username == null || password == null) {
            return;
        }
        try {
            if (!client.auth(method(client.getReplyString()), username, password)) {
                throw new MailFailure(
                        SMTPReply.isNegativeTransient(client.getReplyCode()) ? MailProblem.LATER : MailProblem.SIGN_IN,
                        client.getReplyString());
            }
        } catch (GeneralSecurityException e) {
            throw new MailFailure(MailProblem.SIGN_IN, e.getMessage());
        }
    }

    /** The first way to sign in that the server offers of those that are known; the channel keeps the password, not the way. */
    private static AUTH_METHOD method(String offered) throws MailFailure {
        var text = offered.toUpperCase(Locale.ROOT);
        for (var line : text.split("\\R")) {
            if (line.startsWith("AUTH", 4)) {
                for (var method : new AUTH_METHOD[] {AUTH_METHOD.PLAIN, AUTH_METHOD.LOGIN, AUTH_METHOD.CRAM_MD5}) {
                    if (line.contains(AUTH_METHOD.getAuthName(method))) {
                        return method;
                    }
                }
            }
        }
        throw new MailFailure(MailProblem.SIGN_IN, null);
    }

    /** Sends one mail; the conversation goes on, also after a failure of this mail. */
    void send(String to, byte[] letter) throws MailFailure {
        try {
            var international = !StandardCharsets.US_ASCII.newEncoder().canEncode(to + from);
            require(
                    client.mail("<" + from + ">" + (international ? " SMTPUTF8" : "")),
                    MailProblem.LATER,
                    international ? MailProblem.REFUSED : MailProblem.SENDER);
            require(client.rcpt("<" + to + ">"), MailProblem.LATER, MailProblem.REFUSED);
            var data = client.sendMessageData();
            if (data == null) {
                throw failure(client.getReplyCode(), MailProblem.LATER, MailProblem.REFUSED);
            }
            try (data) {
                data.write(new String(letter, StandardCharsets.UTF_8));
            }
            client.completePendingCommand();
            require(client.getReplyCode(), MailProblem.LATER, MailProblem.REFUSED);
        } catch (IOException e) {
            throw new MailFailure(MailProblem.UNREACHABLE, e.getMessage());
        }
    }

    /** Forgets a mail that was refused half-way, so that the next one can begin. */
    boolean isOpenAfterReset() {
        try {
            return client.reset();
        } catch (IOException e) {
            return false;
        }
    }

    private void require(int reply, MailProblem passing, MailProblem lasting) throws MailFailure {
        if (!SMTPReply.isPositiveCompletion(reply)) {
            throw failure(reply, passing, lasting);
        }
    }

    private MailFailure failure(int reply, MailProblem passing, MailProblem lasting) {
        return new MailFailure(SMTPReply.isNegativeTransient(reply) ? passing : lasting, client.getReplyString());
    }

    @Override
    public void close() {
        try {
            if (isGreeted) {
                client.logout();
            }
            client.disconnect();
        } catch (IOException e) {
            // The server has what it took; that it did not say goodbye changes nothing.
        }
    }
}
