package org.kithwork.core.internal.outbound.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.outbound.mail.store.MailServerStore;
import org.kithwork.core.internal.outbound.mail.store.MailStore;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.core.internal.protection.TextCipher;
import org.kithwork.customer.CustomerId;
import org.kithwork.mail.Mail;
import org.kithwork.page.PageRequest;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Sql;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.FakeJson;
import org.kithwork.test.FakePaging;
import org.kithwork.test.FakePatch;
import org.kithwork.test.FixedClock;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;

/** Against a real server of mails, on both databases. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class MailsTest {

    private static final Map<DatabaseKind, TestDatabase> DATABASES = new ConcurrentHashMap<>();
    private static final String ANNA = "anna@example.org";

    private final TestDatabase database;
    private final FakeAccess access = FakeAccess.allowingAll();
    private final FakeAudit audit;
    private final FixedClock clock = new FixedClock(Instant.parse("2026-03-02T02:00:00Z"));
    private final List<GreenMail> servers = new ArrayList<>();
    private final MailStore store;

    @TempDir
    Path folder;

    private MailServers settings;
    private MailSender sender;
    private MailDesk desk;
    private MailTrial trial;

    MailsTest(DatabaseKind kind) {
        database = DATABASES.computeIfAbsent(kind, any -> TestDatabase.create(any, "core", "db/core/changelog.xml"));
        audit = new FakeAudit(database.transactions());
        store = new MailStore(database.jpa(), database.dialect(), () -> "core");
    }

    @BeforeEach
    void begin() {
        var keys = new Keys(KeyRing.open(folder.resolve("keys"), folder.resolve("data"), true));
        var cipher = new TextCipher(keys);
        var json = new FakeJson();
        var ids = new SequentialIds();
        settings = new MailServers(
                new MailServerStore(database.jpa(), () -> "core"),
                cipher,
                access,
                audit,
                database.transactions(),
                clock);
        sender = new MailSender(store, settings, cipher, json, database.transactions(), clock, new Anybody());
        desk = new MailDesk(
                store,
                settings,
                sender,
                cipher,
                keys,
                access,
                database.transactions(),
                ids,
                json,
                new FakePaging(),
                clock);
        trial = new MailTrial(settings, access, audit, database.transactions(), ids, clock, new Anybody());
    }

    @AfterEach
    void end() {
        sender.stop();
        servers.forEach(GreenMail::stop);
        sql("DELETE FROM core_mail");
        sql("DELETE FROM core_mail_server");
    }

    private GreenMail server(String protocol) throws Exception {
        System.setProperty(
                "greenmail.tls.keystore.file", LocalCertificate.make(folder).toString());
        System.setProperty("greenmail.tls.keystore.password", new String(LocalCertificate.PASSWORD));
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        servers.add(server);
        return server;
    }

    private static int port(GreenMail server, String protocol) {
        return protocol.equals(ServerSetup.PROTOCOL_SMTPS)
                ? server.getSmtps().getPort()
                : server.getSmtp().getPort();
    }

    private MailServer use(int port, String security) {
        return settings.set(change(port, security, null, null));
    }

    private static MailServers.Change change(
            int port, String security, @Nullable String username, @Nullable String password) {
        return new MailServers.Change(
                "localhost",
                port,
                security,
                username,
                password,
                "service@example.com",
                "锦里餐饮",
                "https://crm.example.com/");
    }

    private GreenMail open() throws Exception {
        var server = server(ServerSetup.PROTOCOL_SMTP);
        use(port(server, ServerSetup.PROTOCOL_SMTP), "NONE");
        return server;
    }

    private static Mail mail(String key, String to) {
        return new Mail("intake:" + key, to, null, Locale.CHINA, "请确认", "您好，\n请打开 https://crm.example.com/x\n.\n再见");
    }

    private List<MailView> all() {
        return desk.list(null, PageRequest.first(50)).items();
    }

    private MailView only() {
        return all().get(0);
    }

    @Test
    @DisplayName("IMP-10: a mail reaches its server whole, in Chinese, and says that a machine wrote it")
    void arrives() throws Exception {
        var server = open();

        desk.send(mail("a", " Anna@Example.org "));

        assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
        MimeMessage got = server.getReceivedMessages()[0];
        assertThat(got.getSubject()).isEqualTo("请确认");
        assertThat(got.getAllRecipients()).singleElement().hasToString(ANNA);
        assertThat(got.getFrom()[0].toString()).contains("service@example.com");
        assertThat(got.getContent().toString().replace("\r\n", "\n").strip())
                .isEqualTo("您好，\n请打开 https://crm.example.com/x\n.\n再见");
        assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(got.getHeader("Content-Language")).containsExactly("zh-CN");
        await().untilAsserted(() -> assertThat(only().state()).isEqualTo(MailState.SENT));
    }

    @Test
    @DisplayName("S-18: what is gone leaves neither address nor text, and while it waits both are sealed")
    void sealed() throws Exception {
        var server = server(ServerSetup.PROTOCOL_SMTP);
        use(closedPort(), "NONE");
        desk.send(mail("a", ANNA));
        awaitFirstTry();
        assertThat(only().state()).isEqualTo(MailState.WAITING);
        assertThat(text("SELECT content_cipher FROM core_mail")).isNotBlank().doesNotContain("anna");

        use(port(server, ServerSetup.PROTOCOL_SMTP), "NONE");
        clock.advance(Duration.ofMinutes(6));
        sender.run();

        assertThat(only().state()).isEqualTo(MailState.SENT);
        assertThat(count("core_mail WHERE content_cipher IS NOT NULL OR address_key IS NOT NULL"))
                .isZero();
    }

    @Test
    @DisplayName("IMP-10: one key is one mail, however often and at how many places at once it is sent")
    void once() throws Exception {
        var server = open();
        var threads = Executors.newFixedThreadPool(8);
        try {
            var tries = new ArrayList<Callable<Object>>();
            for (int i = 0; i < 16; i++) {
                tries.add(() -> {
                    desk.send(mail("a", ANNA));
                    sender.run();
                    return "";
                });
            }
            for (var done : threads.invokeAll(tries)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        sender.run();

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(all()).hasSize(1);
    }

    @Test
    @DisplayName("IMP-10: while nobody answers a mail waits, each time longer, and is given up after a day")
    void waits() throws Exception {
        use(closedPort(), "NONE");
        desk.send(mail("a", ANNA));
        awaitFirstTry();
        var waited = new ArrayList<Duration>();
        for (int i = 0; i < 40 && all().get(0).state() == MailState.WAITING; i++) {
            sender.run();
            var next = only().nextAt();
            if (next != null && next.isAfter(clock.instant())) {
                waited.add(Duration.between(clock.instant(), next));
                clock.set(next);
            }
        }

        assertThat(waited).isSorted().endsWith(Duration.ofHours(2));
        assertThat(only().state()).isEqualTo(MailState.FAILED);
        assertThat(only().problem()).isEqualTo(MailProblem.UNREACHABLE);
        assertThat(settings.get().failingSince()).isNotNull();
        assertThat(audit.actions()).containsOnlyOnce("mail-server.failing");
    }

    @Test
    @DisplayName(
            "IMP-10: what the server does not want is given up at once, the next one goes, and nobody learns whose address it was")
    void refused() throws Exception {
        try (var picky = new ScriptedSmtp(line -> line.startsWith("RCPT TO:<nobody")
                ? "550 5.1.1 <nobody@example.org>: no such user, ask postmaster@example.org"
                : null)) {
            use(picky.port(), "NONE");
            desk.send(mail("a", "nobody@example.org"));
            desk.send(mail("b", ANNA));
            await().untilAsserted(() -> assertThat(all())
                    .extracting(MailView::state)
                    .containsExactlyInAnyOrder(MailState.FAILED, MailState.SENT));

            assertThat(all())
                    .filteredOn(mail -> mail.state() == MailState.FAILED)
                    .singleElement()
                    .satisfies(mail -> {
                        assertThat(mail.problem()).isEqualTo(MailProblem.REFUSED);
                        assertThat(mail.answer()).isEqualTo("550 5.1.1 … no such user, ask …");
                    });
            assertThat(settings.get().failingSince()).isNull();
        }
    }

    @Test
    @DisplayName("IMP-10: what the server asks to bring again later is brought again")
    void later() throws Exception {
        var asked = new CopyOnWriteArrayList<String>();
        try (var busy = new ScriptedSmtp(
                line -> line.startsWith("RCPT") && asked.add(line) && asked.size() == 1 ? "451 later" : null)) {
            use(busy.port(), "NONE");
            desk.send(mail("a", ANNA));
            await().until(() -> only().problem() == MailProblem.LATER);
            clock.advance(Duration.ofMinutes(2));
            sender.run();

            assertThat(only().state()).isEqualTo(MailState.SENT);
            assertThat(only().attempts()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("IMP-10: with TLS and a password, which is sealed and never shown")
    void signsIn() throws Exception {
        var server = server(ServerSetup.PROTOCOL_SMTPS);
        server.setUser("service@example.com", "kith", "geheim-密码");
        var port = port(server, ServerSetup.PROTOCOL_SMTPS);
        settings.set(change(port, "TLS", "kith", "geheim-密码"));

        assertThat(trial.send(ANNA, Locale.ENGLISH).taken()).isTrue();
        assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0])).isNotBlank();
        assertThat(settings.get().passwordSet()).isTrue();
        assertThat(text("SELECT password_cipher FROM core_mail_server")).doesNotContain("geheim");
        settings.set(change(port, "TLS", "kith", "wrong"));
        var refused = trial.send(ANNA, Locale.ENGLISH);
        assertThat(refused.problem()).isEqualTo(MailProblem.SIGN_IN);
        assertThat(refused.explanation()).contains("user name and password");
    }

    @Test
    @DisplayName("S-37: a server without STARTTLS gets nothing where it is asked for")
    void noEncryption() throws Exception {
        var plain = server(ServerSetup.PROTOCOL_SMTP);
        use(port(plain, ServerSetup.PROTOCOL_SMTP), "STARTTLS");

        assertThat(trial.send(ANNA, Locale.ENGLISH).problem()).isEqualTo(MailProblem.NO_ENCRYPTION);
        assertThat(plain.getReceivedMessages()).isEmpty();
    }

    @Test
    @DisplayName("S-37: with STARTTLS neither the password nor an address is said before the channel is encrypted")
    void startTls() throws Exception {
        var tls = LocalCertificate.server(LocalCertificate.make(folder));
        try (var server = new ScriptedSmtp(MailsTest::plainSignIn, tls)) {
            settings.set(change(server.port(), "STARTTLS", "kith", "geheim"));

            assertThat(trial.send(ANNA, Locale.ENGLISH)).isEqualTo(new MailTrial.Result(true, null, null, null));
            assertThat(server.lines)
                    .filteredOn(line -> !line.startsWith("encrypted "))
                    .hasSize(1);
            assertThat(server.lines)
                    .contains("encrypted AUTH PLAIN")
                    .anyMatch(line -> line.startsWith("encrypted RCPT TO:<" + ANNA));
        }
    }

    @Test
    @DisplayName("S-37: a certificate of another name or of nobody who is trusted ends the conversation")
    void certificates() throws Exception {
        var server = server(ServerSetup.PROTOCOL_SMTPS);
        var port = port(server, ServerSetup.PROTOCOL_SMTPS);
        use(port, "TLS");
        var strict = new MailTrial(settings, access, audit, database.transactions(), new SequentialIds(), clock);
        assertThat(strict.send(ANNA, Locale.ENGLISH).problem()).isEqualTo(MailProblem.CERTIFICATE);
        settings.set(new MailServers.Change(
                "127.0.0.1", port, "TLS", null, null, "service@example.com", null, "https://crm.example.com"));
        assertThat(trial.send(ANNA, Locale.ENGLISH).problem()).isEqualTo(MailProblem.CERTIFICATE);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    @DisplayName("S-37: addresses at which clouds give out credentials are never called")
    void forbidden() {
        settings.set(new MailServers.Change(
                "169.254.169.254", 25, "STARTTLS", null, null, "service@example.com", null, "https://crm.example.com"));

        assertThat(trial.send(ANNA, Locale.ENGLISH).problem()).isEqualTo(MailProblem.ADDRESS_FORBIDDEN);
    }

    @Test
    @DisplayName("IMP-10: without a server nothing is taken, and the sentence says what to do")
    void noServer() {
        assertThat(desk.isOpen()).isFalse();
        assertThatThrownBy(() -> desk.send(mail("a", ANNA))).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.UNAVAILABLE);
            assertThat(problem.detail(Locale.ENGLISH)).contains("mail:set");
        });
        assertThatThrownBy(settings::get)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
    }

    @Test
    @DisplayName("S-30: each fault of the settings is named: ports, ways, halves of credentials, open passwords, sites")
    void faults() {
        assertThat(pointers(new MailServers.Change(null, 0, "LOUD", null, null, "nobody", null, "crm.example.com/x")))
                .containsExactlyInAnyOrder("/host", "/port", "/security", "/sender", "/site");
        assertThat(pointers(change(25, "TLS", "kith", null))).containsExactly("/password");
        assertThat(pointers(new MailServers.Change(
                        "mail.example.com", 25, "NONE", "kith", "x", "a@example.com", null, "https://crm.example.com")))
                .containsExactly("/security");
    }

    private List<String> pointers(MailServers.Change change) {
        try {
            settings.set(change);
            throw new AssertionError("nothing was refused");
        } catch (Problem problem) {
            return problem.faults().stream().map(Fault::pointer).toList();
        }
    }

    @Test
    @DisplayName(
            "S-30: a change names what it changes, keeps the password, and is refused where somebody else was faster")
    void changes() {
        var first = settings.set(change(465, "TLS", "kith", "x"));
        var next = settings.change(first.version(), FakePatch.of("senderName", "Kith"));

        assertThat(next.senderName()).isEqualTo("Kith");
        assertThat(next.passwordSet()).isTrue();
        assertThat(next.site()).isEqualTo("https://crm.example.com");
        assertThat(desk.link("/public/x")).isEqualTo("https://crm.example.com/public/x");
        assertThatThrownBy(() -> settings.change(first.version(), FakePatch.of("senderName", "Other")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
        settings.remove();
        assertThat(desk.isOpen()).isFalse();
        assertThat(audit.actions()).containsExactly("mail-server.named", "mail-server.changed", "mail-server.removed");
    }

    @Test
    @DisplayName("S-18: what waits for an erased person goes, by his id and by his address")
    void erased() throws Exception {
        use(closedPort(), "NONE");
        var customer = new CustomerId("00000000-0000-7000-8000-000000000001");
        desk.send(new Mail("intake:a", ANNA, customer, Locale.ENGLISH, "A", "a"));
        desk.send(mail("b", ANNA));
        desk.send(mail("c", "ben@example.org"));

        database.transactions()
                .run(() -> store.erase(
                        customer.value(),
                        List.of(text("SELECT address_key FROM core_mail WHERE mail_key = 'intake:b'"))));

        assertThat(count("core_mail")).isEqualTo(1);
    }

    private void sql(String statement) {
        database.transactions().run(() -> database.jpa().tx(em -> Sql.update(em, statement)));
    }

    private String text(String query) {
        return database.transactions().call(() ->
                (String) database.jpa().txExpr(em -> em.createNativeQuery(query).getSingleResult()));
    }

    private long count(String what) {
        return database.transactions()
                .call(() -> ((Number) database.jpa()
                                .txExpr(em -> em.createNativeQuery("SELECT COUNT(*) FROM " + what)
                                        .getSingleResult()))
                        .longValue());
    }

    private static @Nullable String plainSignIn(String line) {
        if (line.startsWith("EHLO")) {
            return "250-hello\r\n250 AUTH PLAIN";
        }
        if (line.equals("AUTH PLAIN")) {
            return "334 ";
        }
        return line.equals(Base64.getEncoder().encodeToString("\0kith\0geheim".getBytes(StandardCharsets.UTF_8)))
                ? "235 ok"
                : null;
    }

    /** The sender tries by itself once a mail is kept. */
    private void awaitFirstTry() {
        await().until(() -> only().problem() != null);
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Believes every certificate; names are checked all the same. */
    private static final class Anybody implements TrustManager, X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
