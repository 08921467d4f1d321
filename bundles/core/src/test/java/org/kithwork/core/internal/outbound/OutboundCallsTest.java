package org.kithwork.core.internal.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.outbound.OutboundException;
import org.kithwork.outbound.OutboundException.Reason;
import org.kithwork.outbound.OutboundRequest;
import org.kithwork.outbound.OutboundRequest.Method;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

class OutboundCallsTest {

    private final OutboundFixture it = new OutboundFixture(DatabaseKind.DERBY);
    private final List<String> reached = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int port;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        port = server.getAddress().getPort();
        server.createContext("/", exchange -> {
            reached.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            answer(exchange, 200, "hello".getBytes(StandardCharsets.UTF_8));
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        it.close();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void redirect(String path, int status, String to) {
        server.createContext(path, exchange -> {
            reached.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getResponseHeaders().add("Location", to);
            answer(exchange, status, new byte[0]);
        });
    }

    private String at(String host, String path) {
        return "http://" + host + ":" + port + path;
    }

    @Test
    @DisplayName(
            "S-30, S-37: nothing is called that is not on the list, and the refusal is audited with the host alone")
    void denied() {
        it.name("shop.example.com", "127.0.0.1");
        var e = it.refused(at("shop.example.com", "/secret?token=1"));
        assertThat(e.reason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(e.isRefused()).isTrue();
        assertThat(it.asked).as("its name is not even looked up").isEmpty();
        assertThat(it.audit.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("outbound.refused");
            assertThat(entry.objectId()).isEqualTo("shop.example.com:" + port);
            assertThat(entry.toString()).doesNotContain("token");
        });
    }

    @Test
    @DisplayName("S-37: an allowed host is called by its name, at the address that was checked")
    void allowed() {
        it.local("gateway.shop.test", port);
        var hosts = new CopyOnWriteArrayList<String>();
        server.createContext("/echo", exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host") + " "
                    + exchange.getRequestHeaders().getFirst("X-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 202, "noted".getBytes(StandardCharsets.UTF_8));
        });
        var request = OutboundRequest.post(
                URI.create(at("gateway.shop.test", "/echo")),
                Map.of("X-Key", "k"),
                "{}".getBytes(StandardCharsets.UTF_8));
        var response = it.calls(Duration.ofSeconds(5)).send(request);
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.isSuccess()).isTrue();
        assertThat(response.body()).asString().isEqualTo("noted");
        assertThat(hosts).containsExactly("gateway.shop.test:" + port + " k {}");
    }

    @Test
    @DisplayName("S-37: a host of the own network is called only where the list says that it is one")
    void internal() {
        it.name("intranet.shop.test", "127.0.0.1");
        it.hosts.allow(new OutboundHosts.Draft("intranet.shop.test:" + port, false, null));
        assertThat(it.refused(at("intranet.shop.test", "/")).reason()).isEqualTo(Reason.FORBIDDEN_ADDRESS);
        assertThat(reached).isEmpty();
    }

    @Test
    @DisplayName("S-37: no list makes a cloud's metadata callable")
    void metadata() {
        it.hosts.allow(new OutboundHosts.Draft("169.254.169.254", true, null));
        it.hosts.allow(new OutboundHosts.Draft("metadata.shop.test", true, null));
        it.name("169.254.169.254", "169.254.169.254");
        it.name("metadata.shop.test", "100.100.100.200");
        assertThat(it.refused("http://169.254.169.254/latest/meta-data").reason())
                .isEqualTo(Reason.FORBIDDEN_ADDRESS);
        assertThat(it.refused("http://metadata.shop.test/latest").reason()).isEqualTo(Reason.FORBIDDEN_ADDRESS);
    }

    @Test
    @DisplayName("S-37: a name that changes between check and call is asked once, and a later call sees the change")
    void rebinding() {
        it.hosts.allow(new OutboundHosts.Draft("rebind.example.com:" + port, true, null));
        it.name("rebind.example.com", "127.0.0.1", "169.254.169.254");
        assertThat(it.get(at("rebind.example.com", "/")).status()).isEqualTo(200);
        assertThat(it.asked).containsExactly("rebind.example.com");
        assertThat(it.refused(at("rebind.example.com", "/")).reason()).isEqualTo(Reason.FORBIDDEN_ADDRESS);
        assertThat(reached).hasSize(1);
    }

    @Test
    @DisplayName("S-37: a redirect to the same name is looked up and checked again")
    void rebindingByRedirect() {
        it.hosts.allow(new OutboundHosts.Draft("rebind.example.com:" + port, true, null));
        it.name("rebind.example.com", "127.0.0.1", "169.254.169.254");
        redirect("/on", 302, "/there");
        assertThat(it.refused(at("rebind.example.com", "/on")).reason()).isEqualTo(Reason.FORBIDDEN_ADDRESS);
        assertThat(reached).containsExactly("GET /on");
    }

    @ParameterizedTest
    @DisplayName("S-37: a redirect leads to no host that could not be called itself")
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://[::ffff:127.0.0.1]/",
                "http://[::1]/",
                "http://2130706433/",
                "http://0177.0.0.1/",
                "http://0x7f.1/",
                "//169.254.169.254/",
                "ftp://gateway.shop.test/",
                "file:///etc/passwd",
                "http://gateway.shop.test@169.254.169.254/",
                "http://a b/",
            })
    void redirects(String to) {
        it.local("gateway.shop.test", port);
        redirect("/on", 302, to);
        var e = it.refused(at("gateway.shop.test", "/on"));
        assertThat(e.isRefused()).isTrue();
        assertThat(e.reason()).isIn(Reason.NOT_ALLOWED, Reason.MALFORMED);
        assertThat(it.audit.actions()).contains("outbound.refused");
    }

    @Test
    @DisplayName("S-37: three redirects are followed, a fourth is not")
    void hops() {
        it.local("gateway.shop.test", port);
        redirect("/3", 302, "/2");
        redirect("/2", 301, "1");
        redirect("/1", 307, at("gateway.shop.test", "/end#part"));
        redirect("/4", 302, "/3");
        var response = it.get(at("gateway.shop.test", "/3"));
        assertThat(response.body()).asString().isEqualTo("hello");
        assertThat(response.uri()).hasToString(at("gateway.shop.test", "/end"));
        assertThat(it.refused(at("gateway.shop.test", "/4")).reason()).isEqualTo(Reason.TOO_MANY_REDIRECTS);
    }

    @Test
    @DisplayName("S-37: a redirect carries neither body nor headers to another host")
    void elsewhere() {
        it.local("gateway.shop.test", port);
        it.local("other.shop.test", port);
        var keys = new CopyOnWriteArrayList<String>();
        server.createContext("/end", exchange -> {
            keys.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, 200, new byte[0]);
        });
        redirect("/see", 303, at("other.shop.test", "/end"));
        redirect("/again", 307, at("other.shop.test", "/end"));
        var key = Map.of("Authorization", "Bearer secret");
        var body = "{}".getBytes(StandardCharsets.UTF_8);
        it.calls(Duration.ofSeconds(5))
                .send(OutboundRequest.post(URI.create(at("gateway.shop.test", "/see")), key, body));
        assertThat(keys).containsExactly("GET null");
        var again = OutboundRequest.post(URI.create(at("gateway.shop.test", "/again")), key, body);
        assertThat(it.refused(again).reason()).isEqualTo(Reason.UNSAFE_REDIRECT);
        assertThat(keys).hasSize(1);
    }

    @Test
    @DisplayName("S-37: an answer of more than 1 MiB is cut off, told or untold")
    void large() {
        it.local("gateway.shop.test", port);
        var most = new byte[Hop.MOST_BYTES];
        server.createContext("/most", exchange -> answer(exchange, 200, most));
        server.createContext("/more", exchange -> answer(exchange, 200, new byte[Hop.MOST_BYTES + 1]));
        server.createContext("/untold", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                while (true) {
                    exchange.getResponseBody().write(most);
                }
            }
        });
        assertThat(it.get(at("gateway.shop.test", "/most")).body()).hasSize(Hop.MOST_BYTES);
        assertThat(it.refused(at("gateway.shop.test", "/more")).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(it.refused(at("gateway.shop.test", "/untold")).reason()).isEqualTo(Reason.TOO_LARGE);
        var request =
                OutboundRequest.post(URI.create(at("gateway.shop.test", "/")), Map.of(), new byte[Hop.MOST_BYTES + 1]);
        assertThat(it.refused(request).reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    @DisplayName("S-37: nothing is unpacked, so that no small answer grows")
    void bomb() throws IOException {
        it.local("gateway.shop.test", port);
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 64; i++) {
                zip.write(new byte[Hop.MOST_BYTES]);
            }
        }
        var asked = new CopyOnWriteArrayList<String>();
        server.createContext("/bomb", exchange -> {
            asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Encoding")));
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            answer(exchange, 200, packed.toByteArray());
        });
        assertThat(it.refused(at("gateway.shop.test", "/bomb")).reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(asked).containsExactly("null");
    }

    @Test
    @DisplayName("S-37: an answer that comes a byte at a time ends with the time of the whole call")
    void slow() throws Exception {
        var done = new CountDownLatch(1);
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            it.local("slow.shop.test", socket.getLocalPort());
            var dripping = new Thread(() -> drip(socket, done));
            dripping.start();
            var begin = System.nanoTime();
            assertThatThrownBy(() -> it.calls(Duration.ofSeconds(1))
                            .send(OutboundRequest.get(
                                    URI.create("http://slow.shop.test:" + socket.getLocalPort() + "/"))))
                    .isInstanceOfSatisfying(
                            OutboundException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
            done.countDown();
            dripping.join();
        }
    }

    private static void drip(ServerSocket socket, CountDownLatch done) {
        try (var connection = socket.accept();
                InputStream in = connection.getInputStream()) {
            in.read(new byte[1024]);
            var out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (!done.await(100, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        } catch (IOException e) {
            // the other side has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("S-37: a name service that does not answer takes no more time than the call has")
    void slowName() {
        var done = new CountDownLatch(1);
        it.hosts.allow(new OutboundHosts.Draft("lost.shop.test", false, null));
        var lookup = new Lookup(host -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        });
        var calls = new OutboundCalls(
                it.hosts, it.access, it.audit, it.database.transactions(), lookup, new Hop(), Duration.ofMillis(300));
        assertThatThrownBy(() -> calls.send(OutboundRequest.get(URI.create("http://lost.shop.test/"))))
                .isInstanceOfSatisfying(
                        OutboundException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));
        done.countDown();
        calls.stop();
    }

    @Test
    @DisplayName("S-37: headers without end, and what is no HTTP, are no answer")
    void garbage() throws Exception {
        assertThat(raw("HTTP/1.1 200 OK\r\n" + "X-More: 1\r\n".repeat(200) + "\r\n"))
                .isEqualTo(Reason.UNREADABLE);
        assertThat(raw("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n"))
                .isEqualTo(Reason.UNREADABLE);
        assertThat(raw("220 mail.shop.test ready\r\n".repeat(200))).isIn(Reason.UNREADABLE, Reason.UNREACHABLE);
    }

    private Reason raw(String text) throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            it.local("raw.shop.test", socket.getLocalPort());
            var serving = new Thread(() -> {
                try (var connection = socket.accept()) {
                    connection.getInputStream().read(new byte[1024]);
                    connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                    connection.getOutputStream().flush();
                    connection.shutdownOutput();
                    connection.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // the other side has gone
                }
            });
            serving.start();
            var reason = it.refused("http://raw.shop.test:" + socket.getLocalPort() + "/")
                    .reason();
            serving.join();
            return reason;
        }
    }

    @Test
    @DisplayName(
            "S-37: TLS asks for the name, not for the address; another name is not trusted, and nothing leads back to http")
    void tls(@TempDir Path folder) throws Exception {
        var context = certificateOf("shop.test", folder);
        var secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(context));
        secure.createContext("/", exchange -> answer(exchange, 200, "safe".getBytes(StandardCharsets.UTF_8)));
        secure.createContext("/down", exchange -> {
            exchange.getResponseHeaders().add("Location", at("shop.test", "/"));
            answer(exchange, 302, new byte[0]);
        });
        secure.start();
        try {
            var at = secure.getAddress().getPort();
            it.local("shop.test", at);
            it.local("other.test", at);
            var trusting = it.calls(new Hop(new DefaultClientTlsStrategy(context)), Duration.ofSeconds(5));
            assertThat(trusting.send(OutboundRequest.get(URI.create("https://shop.test:" + at + "/")))
                            .body())
                    .asString()
                    .isEqualTo("safe");
            assertThat(reason(trusting, "https://other.test:" + at + "/")).isEqualTo(Reason.UNREACHABLE);
            assertThat(reason(trusting, "https://shop.test:" + at + "/down")).isEqualTo(Reason.UNSAFE_REDIRECT);
            assertThat(it.refused("https://shop.test:" + at + "/").reason())
                    .as("nobody vouches for this certificate")
                    .isEqualTo(Reason.UNREACHABLE);
        } finally {
            secure.stop(0);
        }
    }

    private static Reason reason(OutboundCalls calls, String uri) {
        try {
            calls.send(OutboundRequest.get(URI.create(uri)));
        } catch (OutboundException e) {
            return e.reason();
        }
        throw new AssertionError("it was called");
    }

    /** A key with a certificate of this name, trusted by whoever has it. */
    private static SSLContext certificateOf(String name, Path folder) throws Exception {
        var file = folder.resolve("keys.p12");
        var password = "changeit";
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "shop",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance(file.toFile(), password.toCharArray());
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password.toCharArray());
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    @Test
    @DisplayName("S-37: a host that is not there is worth another try")
    void unreachable() {
        it.local("gone.shop.test", port);
        server.stop(0);
        assertThat(it.refused(at("gone.shop.test", "/")).reason()).isEqualTo(Reason.UNREACHABLE);
        it.hosts.allow(new OutboundHosts.Draft("unknown.shop.test", false, null));
        var e = it.refused("http://unknown.shop.test/");
        assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(e.isRefused()).isFalse();
        assertThat(it.audit.actions()).as("no refusal").doesNotContain("outbound.refused");
    }

    @ParameterizedTest
    @DisplayName("S-37: no header can be smuggled in")
    @ValueSource(strings = {"Host", "Content-Length", "transfer-encoding", "Proxy-Authorization", "X Y", "X\r\nY", ""})
    void headers(String name) {
        it.local("gateway.shop.test", port);
        var request = new OutboundRequest(
                Method.GET, URI.create(at("gateway.shop.test", "/")), Map.of(name, "1"), new byte[0]);
        assertThat(it.refused(request).reason()).isEqualTo(Reason.MALFORMED);
        var split = new OutboundRequest(
                Method.GET, URI.create(at("gateway.shop.test", "/")), Map.of("X-A", "1\r\nHost: b"), new byte[0]);
        assertThat(it.refused(split).reason()).isEqualTo(Reason.MALFORMED);
        assertThat(reached).isEmpty();
    }

    @Test
    @DisplayName("S-37: who lacks the right calls nobody, and nobody calls inside a transaction")
    void callers() {
        it.local("gateway.shop.test", port);
        var request = OutboundRequest.get(URI.create(at("gateway.shop.test", "/")));
        var calls = it.calls(Duration.ofSeconds(5));
        var module = Actor.module("loyalty");
        it.access.run(
                module, () -> assertThatThrownBy(() -> calls.send(request)).isInstanceOf(Problem.class));
        it.access.grant(module, "core:outbound:call");
        it.access.run(module, () -> assertThat(calls.send(request).status()).isEqualTo(200));
        assertThatThrownBy(() -> it.database.transactions().run(() -> calls.send(request)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
        assertThat(reached).hasSize(1);
    }
}
