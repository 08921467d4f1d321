package org.kithwork.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;

/** Somebody in the shell over SSH, by name and password, as an administrator's own program would be. */
final class KithworkShell implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final SshClient ssh = SshClient.setUpDefaultClient();
    private final int port;
    private final String user;
    private final String password;

    private KithworkShell(int port, String user, String password) {
        this.port = port;
        this.user = user;
        this.password = password;
        ssh.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        ssh.start();
    }

    /** What a command printed on both streams, without colours, and its exit status. */
    record Said(int status, String text) {

        Said expect(int expected) {
            if (status != expected) {
                throw new AssertionError("The exit status is " + status + " and not " + expected + ":\n" + text);
            }
            return this;
        }
    }

    static KithworkShell of(KithworkProcess kithwork, String user, String password) {
        return new KithworkShell(kithwork.sshPort(), user, password);
    }

    static KithworkShell of(KithworkProcess kithwork) {
        return of(kithwork, KithworkClient.ADMIN, KithworkClient.PASSWORD);
    }

    /** Signs in, runs the command and signs out, as {@code ssh host command} does. */
    Said run(String command) {
        return run(command, session -> session.addPasswordIdentity(password));
    }

    /** The same with a key in the place of the password. */
    Said run(String command, KeyPair key) {
        return run(command, session -> session.addPublicKeyIdentity(key));
    }

    private Said run(String command, Consumer<ClientSession> identity) {
        var output = new ByteArrayOutputStream();
        try (var session = ssh.connect(user, "127.0.0.1", port).verify(PATIENCE).getSession()) {
            identity.accept(session);
            session.auth().verify(PATIENCE);
            try (var channel = session.createExecChannel(command)) {
                channel.setOut(output);
                channel.setErr(output);
                channel.open().verify(PATIENCE);
                var events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LONGEST);
                if (!events.contains(ClientChannelEvent.CLOSED)) {
                    throw new AssertionError(command + " did not end in " + LONGEST);
                }
                var status = channel.getExitStatus();
                var text = output.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "");
                return new Said(status == null ? -1 : status, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ssh.stop();
    }
}
