package org.kithwork.core.internal.outbound.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A server of mails that says to some lines what a test wants, and takes the rest. */
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket socket;
    private final Function<String, @Nullable String> script;

    /** What it was told, as far as it was no text of a mail. */
    final List<String> lines = new CopyOnWriteArrayList<>();

    private final @Nullable SSLContext tls;

    ScriptedSmtp(Function<String, @Nullable String> script) throws IOException {
        this(script, null);
    }

    /**
     * A server.
     *
     * @param tls with which it offers STARTTLS; it does not where absent
     */
    ScriptedSmtp(Function<String, @Nullable String> script, @Nullable SSLContext tls) throws IOException {
        this.script = script;
        this.tls = tls;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                talk(client);
            } catch (IOException e) {
                // Whoever did not like the certificate hung up; the next one may.
                lines.add("gone");
            }
        }
    }

    private void talk(Socket client) throws IOException {
        say(client, "220 ready");
        listen(client, false);
    }

    private void listen(Socket client, boolean encrypted) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var data = false;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (data) {
                data = !line.equals(".");
                if (!data) {
                    say(client, "250 taken");
                }
                continue;
            }
            if (tls != null && line.equals("STARTTLS")) {
                say(client, "220 go on");
                var secure = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
                secure.setUseClientMode(false);
                listen(secure, true);
                return;
            }
            lines.add((encrypted ? "encrypted " : "") + line);
            var answer = tls != null && !encrypted && line.startsWith("EHLO")
                    ? "250-hello\r\n250 STARTTLS"
                    : script.apply(line);
            if (answer == null && line.equals("DATA")) {
                data = true;
                say(client, "354 go on");
            } else {
                say(client, answer == null ? "250 ok" : answer);
            }
            if (line.equals("QUIT")) {
                return;
            }
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
