package org.kithwork.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;

/** Somebody signed in to the shell over SSH, by name and password, as an administrator's own program would be. */
final class KithworkShell implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final SshClient ssh;
    private final ClientSession session;

    private KithworkShell(SshClient ssh, ClientSession session) {
        this.ssh = ssh;
        this.session = session;
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

    static KithworkShell signIn(KithworkProcess kithwork, String user, String password) {
        var ssh = SshClient.setUpDefaultClient();
        ssh.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        ssh.start();
        try {
            var session = ssh.connect(user, "127.0.0.1", kithwork.sshPort())
                    .verify(PATIENCE)
                    .getSession();
            session.addPasswordIdentity(password);
            session.auth().verify(PATIENCE);
            return new KithworkShell(ssh, session);
        } catch (IOException e) {
            ssh.stop();
            throw new UncheckedIOException(e);
        }
    }

    static KithworkShell signIn(KithworkProcess kithwork) {
        return signIn(kithwork, KithworkClient.ADMIN, KithworkClient.PASSWORD);
    }

    Said run(String command) {
        var output = new ByteArrayOutputStream();
        try (var channel = session.createExecChannel(command)) {
            channel.setOut(output);
            channel.setErr(output);
            channel.open().verify(PATIENCE);
            var events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LONGEST);
            if (!events.contains(ClientChannelEvent.CLOSED)) {
                throw new AssertionError(command + " did not end in " + LONGEST);
            }
            var status = channel.getExitStatus();
            return new Said(
                    status == null ? -1 : status,
                    output.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        session.close();
        ssh.stop();
    }
}
