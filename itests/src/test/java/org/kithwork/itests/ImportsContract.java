package org.kithwork.itests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Imports over REST on the real assembly, the same on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ImportsContract {

    private static final int ROWS = Integer.getInteger("kithwork.rows", 6000);

    /** Where an import is killed, in hundredths of its rows. */
    private static final int[] KILLED_AT = {10, 50, 90};

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FAMILY =
            List.of("utf8", "utf8_bom_crlf", "gb18030", "utf16le_bom_tab", "utf8_semicolon_allquoted");
    private static final String POS = "{\"kind\":\"customers\",\"source\":\"pos\",\"key\":\"identifier:pos\"}";
    private static final Pattern HAN = Pattern.compile("[\\p{IsHan}\\p{Z}]+");
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");

    private final Database database;
    private KithworkProcess kithwork;
    private KithworkClient client;

    ImportsContract(Database database) {
        this.database = database;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        kithwork = database.unpack(directory)
                .with("KITHWORK_MODULES", "archives,funnel")
                .start();
        client = KithworkClient.setUp(kithwork);
        awaitArchives();
    }

    @AfterAll
    void stop() throws Exception {
        kithwork.close();
    }

    private void awaitArchives() {
        client.awaitPath("/archives/purchases");
        client.awaitPath("/funnel/opportunities");
    }

    // ------------------------------------------------------------------ the reference files

    @Test
    @Order(1)
    void filesOfEveryEncodingGiveTheSameCustomersAndTheSecondChangesNothing() throws IOException {
        var expected = expected("rows_utf8_family");
        expect(importFile(FAMILY.get(0), POS), 200, 0, 0, 0);
        assertSame(customersOf("pos"), expected);

        for (var encoding : FAMILY) {
            expect(importFile(encoding, POS), 0, 0, 200, 0);
        }

        assertSame(customersOf("pos"), expected);
        assertThat(client.get("/customers?count=true").body().path("count").asInt())
                .isEqualTo(200);
    }

    @Test
    @Order(2)
    void chineseNamesAreFoundByPinyinAndInitials() throws IOException {
        SharedData.find("csv/encodings/expected.json");
        for (var text : new String[] {"欧阳娜娜", "ouyangnana", "oynn", "nana", "娜娜", "842950"}) {
            var found = client.get("/customers?q=" + URLEncoder.encode(text, UTF_8))
                    .expect(200)
                    .body();
            assertThat(found.path("items").findValuesAsText("displayName"))
                    .as(text)
                    .contains("欧阳娜娜");
        }
    }

    @Test
    @Order(3)
    void theFileOfAnOlderEncodingGivesItsOwnRows() throws IOException {
        var view = importFile("gbk", POS.replace("}", ",\"onDuplicate\":\"OVERWRITE\"}"));

        // Of six customers it has other names, since it cannot write those of the others.
        expect(view, 0, 6, 194, 0);
        assertSame(customersOf("pos"), expected("rows_gbk"));
    }

    private static void assertSame(Map<String, List<String>> found, Map<String, List<String>> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((number, row) -> assertThat(found.get(number)).isEqualTo(row));
    }

    @Test
    @Order(4)
    void noTelephoneNumberLiesInClearUnderTheDataDirectory() throws IOException {
        var planted = expected("rows_gbk").values().stream()
                .map(row -> row.get(2))
                .filter(phone -> MOBILE.matcher(phone).matches())
                .collect(Collectors.toSet());
        assertThat(planted).hasSizeGreaterThan(150);

        try (var files = Files.walk(kithwork.data())) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(kithwork.data().resolve("karaf")))
                    .toList()) {
                var found = new HashSet<String>();
                var matcher = MOBILE.matcher(new String(Files.readAllBytes(file), ISO_8859_1));
                for (int at = 0; matcher.find(at); at = matcher.start() + 1) {
                    found.add(matcher.group());
                }
                found.retainAll(planted);
                assertThat(found).as(file.toString()).isEmpty();
            }
        }
    }

    /** The cells of each customer by his number: number, name, phone, company, district, address, tags, note. */
    private Map<String, List<String>> customersOf(String scheme) {
        var all = new TreeMap<String, List<String>>();
        eachCustomer("", summary -> {
            var customer = client.get("/customers/" + summary.path("id").asText())
                    .expect(200)
                    .body();
            for (var identifier : customer.path("identifiers")) {
                if (identifier.path("scheme").asText().equals(scheme)) {
                    var number = identifier.path("value").asText();
                    all.put(number, cells(number, customer));
                }
            }
        });
        return all;
    }

    private static List<String> cells(String number, JsonNode customer) {
        var tags = new TreeSet<String>();
        customer.path("tags").forEach(tag -> tags.add(tag.asText()));
        return List.of(
                number,
                customer.path("displayName").asText(),
                contact(customer, "PHONE"),
                customer.path("company").asText(),
                customer.path("district").asText(),
                contact(customer, "ADDRESS"),
                String.join(",", tags),
                customer.path("note").asText());
    }

    private static String contact(JsonNode customer, String type) {
        var values = new ArrayList<String>();
        for (var point : customer.path("contactPoints")) {
            if (point.path("type").asText().equals(type)) {
                values.add(point.path("value").asText());
            }
        }
        return String.join(" ", values);
    }

    private static Map<String, List<String>> expected(String start) throws IOException {
        var json = JSON.readTree(SharedData.find("csv/encodings/expected.json").toFile());
        var rows = json.properties().stream()
                .filter(member -> member.getKey().startsWith(start))
                .findFirst()
                .orElseThrow()
                .getValue();
        var all = new TreeMap<String, List<String>>();
        for (var row : rows) {
            var cells = new ArrayList<String>();
            row.forEach(cell -> cells.add(cell.asText()));
            // A Chinese name is shown without the space that somebody typed.
            var name = cells.get(1);
            cells.set(1, HAN.matcher(name).matches() ? name.replaceAll("\\p{Z}", "") : name);
            cells.set(
                    6, new TreeSet<>(List.of(cells.get(6).split(","))).stream().collect(Collectors.joining(",")));
            all.put(cells.get(0), cells);
        }
        return all;
    }

    private JsonNode importFile(String encoding, String options) throws IOException {
        var file = SharedData.find("csv/encodings/customers_" + encoding + ".csv");
        return run(file.getFileName().toString(), Files.readAllBytes(file), options);
    }

    // ------------------------------------------------------------------ purchases

    @Test
    @Order(5)
    void theCdnowSampleGivesItsCustomersPurchasesPiecesAndValueOnce() {
        var sample = CdnowPurchases.read(SharedData.find("cdnow/CDNOW_sample.txt"));
        var before = count();

        expect(run("cdnow.csv", sample.csv().getBytes(UTF_8), CdnowPurchases.OPTIONS), 6919, 0, 0, 0);
        assertThat(count() - before).isEqualTo(2357);
        assertCdnow(sample);

        expect(run("cdnow.csv", sample.csv().getBytes(UTF_8), CdnowPurchases.OPTIONS), 0, 0, 6919, 0);
        assertThat(count() - before).isEqualTo(2357);
        assertCdnow(sample);
    }

    private void assertCdnow(CdnowPurchases sample) {
        var count = new int[1];
        var total = new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO};
        var byCustomer = new TreeMap<String, List<BigDecimal>>();
        each("/archives/purchases?limit=200", purchase -> {
            count[0]++;
            var net = new BigDecimal(purchase.path("net").path("amount").asText());
            total[0] = total[0].add(new BigDecimal(
                    purchase.path("lines").path(0).path("quantity").asText()));
            total[1] = total[1].add(net);
            byCustomer
                    .computeIfAbsent(purchase.path("customerId").asText(), id -> new ArrayList<>())
                    .add(net);
        });
        assertThat(count[0]).isEqualTo(6919).isEqualTo(sample.purchases().size());
        assertThat(total[0]).isEqualByComparingTo("16479");
        assertThat(total[1]).isEqualByComparingTo("244091.94");
        assertThat(byCustomer).hasSize(2357);
        byCustomer.entrySet().stream().limit(20).forEach(entry -> assertSummary(entry.getKey(), entry.getValue()));
    }

    private void assertSummary(String customer, List<BigDecimal> nets) {
        var summary =
                client.get("/archives/summary?customer=" + customer).expect(200).body();
        assertThat(summary.path("purchases").asInt()).isEqualTo(nets.size());
        assertThat(summary.path("otherNets").path(0).path("currency").asText()).isEqualTo("USD");
        assertThat(new BigDecimal(
                        summary.path("otherNets").path(0).path("amount").asText()))
                .isEqualByComparingTo(nets.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    // ------------------------------------------------------------------ a wizard's way

    @Test
    @Order(6)
    void aHeldFileIsSetUpTriedImportedAndItsErrorsAreMended() {
        var kinds = client.get("/imports/kinds").expect(200).body().path("items");
        assertThat(kinds.findValuesAsText("kind")).contains("customers", "purchases", "interactions");
        var csv = "卡号;姓名;手机\nH1;何一;13700000001\nH2;何二;1.37E+10\n";

        var held = client.importFile("held.csv", csv.getBytes(UTF_8), "{\"kind\":\"customers\",\"start\":false}")
                .expect(202);
        assertThat(held.text("state")).isEqualTo("PARSED");
        assertThat(held.text("separator")).isEqualTo(";");
        var id = held.text("id");
        var changed = client.patch(
                        "/imports/" + id,
                        held.body().path("version").asLong(),
                        "{\"source\":\"card\",\"mapping\":{\"卡号\":\"identifier:card\",\"姓名\":\"fullName\","
                                + "\"手机\":\"contact:PHONE\"},\"store\":\"春熙路店\"}")
                .expect(200);
        assertThat(changed.text("state")).isEqualTo("MAPPED");
        client.patch("/imports/" + id, 1, "{}").expect(412);

        client.post("/imports/" + id + "/start?dryRun=true").expect(202);
        var trial = await(id);
        assertThat(trial.path("state").asText()).isEqualTo("VALIDATED");
        assertThat(trial.path("created").asInt()).isEqualTo(1);
        assertThat(names("何")).isEmpty();

        client.post("/imports/" + id + "/start").expect(202);
        var done = await(id);
        assertThat(done.path("state").asText()).isEqualTo("DONE_WITH_ERRORS");
        var errors = errors(id);
        assertThat(errors).contains("H2", "1.37E+10", "phone-scientific").doesNotContain("H1");
        assertThat(names("何")).containsExactly("何一");
        var mended = run(
                "errors.csv",
                errors.replace("1.37E+10", "13700000002").getBytes(UTF_8),
                "{\"kind\":\"customers\",\"source\":\"card\",\"store\":\"春熙路店\"}");
        expect(mended, 1, 0, 0, 0);
        assertThat(names("何")).containsExactlyInAnyOrder("何一", "何二");
        assertThat(client.get("/customers?q=" + URLEncoder.encode("何二", UTF_8))
                        .body()
                        .path("items")
                        .path(0)
                        .path("storeName")
                        .asText())
                .isEqualTo("春熙路店");
        client.get("/jobs/" + done.path("jobId").asText()).expect(200);
    }

    @Test
    @Order(7)
    void whatCannotBeImportedIsRefusedAtOnce() {
        client.importFile("a.csv", "姓名\n".getBytes(UTF_8), "{\"kind\":\"customers\",\"store\":\"没有\"}")
                .expect(422);
        client.importFile("a.csv", "姓名\n何\n".getBytes(UTF_8), "{\"kind\":\"customers\",\"stroe\":\"x\"}")
                .expect(400);
        client.importFile("a.csv", new byte[0], "{\"kind\":\"customers\"}").expect(422);
        client.importFile("a.csv", "姓名\n何\n".getBytes(UTF_8), "{\"kind\":\"purchases\"}")
                .expect(422);
        client.get("/imports/no-such-import").expect(404);
    }

    private JsonNode account(String name) {
        var found = client.get("/customers?q=" + URLEncoder.encode(name, UTF_8))
                .expect(200)
                .body();
        return client.get("/customers/" + found.at("/items/0/id").asText())
                .expect(200)
                .body();
    }

    private Set<String> names(String text) {
        return new HashSet<>(client.get("/customers?q=" + URLEncoder.encode(text, UTF_8))
                .expect(200)
                .body()
                .path("items")
                .findValuesAsText("displayName"));
    }

    // ------------------------------------------------------------------ kill

    @Test
    @Order(8)
    @DisplayName(
            "IMP-01: an import that is killed at 10, 50 and 90 % and goes on ends as an unbroken one, no row twice")
    void anImportThatIsKilledAndGoesOnEndsAsAnUnbrokenOne() throws Exception {
        var unbroken = run("unbroken.csv", people("u").getBytes(UTF_8), optionsOf("u"));
        var id = client.importFile("killed.csv", people("k").getBytes(UTF_8), optionsOf("k"))
                .expect(202)
                .text("id");

        for (var hundredths : KILLED_AT) {
            var enough = ROWS / 100 * hundredths;
            var at = Awaitility.await()
                    .atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(10))
                    .until(
                            () -> client.get("/imports/" + id).body(),
                            view -> view.path("done").asInt() >= enough);
            assertThat(at.path("state").asText()).isEqualTo("RUNNING");
            kithwork.kill();
            kithwork.start();
            client = KithworkClient.signIn(kithwork);
        }
        var killed = await(id);

        for (var count : List.of("rows", "done", "created", "updated", "unchanged", "skipped", "review", "errors")) {
            assertThat(killed.path(count)).as(count).isEqualTo(unbroken.path(count));
        }
        assertThat(killed.path("state")).isEqualTo(unbroken.path("state"));
        assertThat(killed.path("errors").asInt()).isEqualTo(ROWS / 100);
        assertThat(errors(id).replace("k-", "u-").replace(",k,", ",u,"))
                .isEqualTo(errors(unbroken.path("id").asText()));
        assertThat(tagged("k")).isEqualTo(tagged("u"));
        awaitArchives();
        everyCustomerWasCreatedOnce();
    }

    /** Customers of whom some come twice and some are at fault. */
    private static String people(String word) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> {
                    var number = i % 50 == 49 ? i - 7 : i;
                    var phone = i % 100 == 0 ? "1.38E+10" : (word.equals("k") ? "138" : "139") + (10_000_000 + number);
                    return word + "-" + number + ",杀" + number + "," + phone + "," + word;
                })
                .collect(Collectors.joining("\n", "编号,姓名,手机,标签\n", "\n"));
    }

    private static String optionsOf(String word) {
        return "{\"kind\":\"customers\",\"source\":\"" + word + "\",\"onDuplicate\":\"SKIP\",\"mapping\":"
                + "{\"编号\":\"identifier:" + word + "\",\"姓名\":\"fullName\",\"手机\":\"contact:PHONE\",\"标签\":\"tags\"}}";
    }

    private List<String> tagged(String word) {
        var names = new ArrayList<String>();
        eachCustomer(
                "tag=" + word + "&",
                customer -> names.add(customer.path("displayName").asText() + " "
                        + customer.path("phone").asText().replaceFirst("^13[89]", "")));
        names.sort(Comparator.naturalOrder());
        return names;
    }

    /** Of each fiftieth; those who were created last are told of last. */
    private void everyCustomerWasCreatedOnce() {
        var ids = new ArrayList<String>();
        eachCustomer("tag=k&", customer -> ids.add(customer.path("id").asText()));
        for (int i = 0; i < ids.size(); i += 50) {
            var id = ids.get(i);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(10))
                    .untilAsserted(() -> assertThat(client.get("/archives/timeline?customer=" + id)
                                    .expect(200)
                                    .body()
                                    .path("items")
                                    .findValuesAsText("type"))
                            .as("events of %s", id)
                            .containsExactly("core.customer.created"));
        }
    }

    // ------------------------------------------------------------------ a seller's accounts and opportunities

    @Test
    @Order(9)
    @DisplayName(
            "IMP-05: accounts and won opportunities come in with their traps mended; what is no purchase is an error with its reason")
    void accountsAndWonOpportunities() {
        var sales = CrmSales.read(SharedData.find("crm_sales"));
        field(
                "sector",
                "CHOICE",
                "行业",
                ",\"choices\":["
                        + CrmSales.SECTORS.stream()
                                .map(sector -> "{\"key\":\"" + sector + "\",\"title\":{\"zh\":\"" + sector
                                        + "\",\"en\":\"" + sector + "\"}}")
                                .collect(Collectors.joining(","))
                        + "]");
        field("office", "TEXT", "所在地", "");
        field("employees", "NUMBER", "员工数", "");

        var first = run(
                "accounts.csv", sales.accounts().getBytes(UTF_8), CrmSales.ACCOUNTS.formatted(CrmSales.OFFICE_WORDS));
        assertThat(first.path("created").asInt()).isEqualTo(73);
        assertThat(first.path("errors").asInt()).as("rows of a misspelt sector").isEqualTo(12);
        var refused = errors(first.path("id").asText());
        assertThat(refused.lines().filter(line -> line.contains("technolgy"))).hasSize(12);
        expect(
                run("mended.csv", refused.getBytes(UTF_8), CrmSales.ACCOUNTS.formatted(CrmSales.ACCOUNT_WORDS)),
                12,
                0,
                0,
                0);
        assertThat(account("Bioholding").at("/fields/office").asText()).isEqualTo("Philippines");
        var acme = account("Acme Corporation");
        assertThat(acme.path("kind").asText()).isEqualTo("ORGANISATION");
        assertThat(acme.at("/fields/sector").asText()).isEqualTo("technology");

        var open = sales.opportunities(Set.of("Won", "Engaging", "Prospecting"));
        var done = run("pipeline.csv", open.getBytes(UTF_8), CrmSales.PIPELINE);
        assertThat(List.of(done.path("created").asInt(), done.path("errors").asInt()))
                .as("%s", done)
                .containsExactly(4238, 1589 + 500);
        var reasons = errors(done.path("id").asText());
        assertThat(reasons.lines().filter(line -> line.contains(",Won,"))).isEmpty();
        assertThat(reasons.lines().filter(line -> line.matches(".*,,(?:Engaging|Prospecting),.*")))
                .as("rows without an account")
                .hasSize(1425);
        assertWon();

        var again = run("again.csv", sales.opportunities(Set.of("Won")).getBytes(UTF_8), CrmSales.PIPELINE);
        expect(again, 0, 0, 4238, 0);
    }

    @Test
    @Order(10)
    @DisplayName(
            "FUN-06, FUN-07, FUN-08: the opportunities of a seller come in, and the reports say what was worked out elsewhere")
    void opportunitiesOfASeller() {
        var sales = CrmSales.read(SharedData.find("crm_sales"));
        var pipeline =
                client.post("/funnel/pipelines", CrmSales.HARDWARE).expect(201).text("id");

        expect(run("all.csv", sales.pipeline().getBytes(UTF_8), CrmSales.OPPORTUNITIES), 8_800, 0, 0, 0);

        var decided = client.get("/funnel/reports/decisions?pipeline=" + pipeline)
                .expect(200)
                .body();
        assertThat(List.of(
                        decided.path("won").asInt(),
                        decided.path("lost").asInt(),
                        decided.path("open").asInt()))
                .as("%s", decided)
                .containsExactly(4_238, 2_473, 2_089);
        assertThat(decided.at("/wonValue/amount").asText()).isEqualTo("10005534.00");
        assertThat(decided.path("winRate").asText()).isEqualTo("0.631500522");
        assertThat(decided.path("meanDaysWon").asText()).isEqualTo("51.781972629");
        assertThat(decided.path("meanDaysLost").asText()).isEqualTo("41.479175091");
        var conversion = client.get("/funnel/reports/conversion?pipeline=" + pipeline)
                .expect(200)
                .body();
        assertThat(conversion.at("/closed/created").asInt()).isEqualTo(6_711);
        expect(run("again.csv", sales.pipeline().getBytes(UTF_8), CrmSales.OPPORTUNITIES), 0, 0, 8_800, 0);
    }

    private void assertWon() {
        var won = new BigDecimal[] {BigDecimal.ZERO};
        var products = new TreeMap<String, Integer>();
        each("/archives/purchases?limit=200", purchase -> {
            if (purchase.path("source").asText().equals("crm")) {
                won[0] = won[0].add(
                        new BigDecimal(purchase.path("net").path("amount").asText()));
                products.merge(purchase.path("lines").path(0).path("name").asText(), 1, Integer::sum);
            }
        });
        assertThat(won[0]).isEqualByComparingTo("10005534");
        assertThat(products)
                .containsEntry("GTX Pro", 729)
                .containsEntry("GTX Basic", 915)
                .doesNotContainKey("GTXPro");
        assertThat(products.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4238);
    }

    private void field(String key, String type, String title, String more) {
        client.post(
                        "/fields",
                        "{\"object\":\"core:customer\",\"key\":\"" + key + "\",\"type\":\"" + type
                                + "\",\"title\":{\"zh\":\"" + title + "\",\"en\":\"" + key + "\"}" + more + "}")
                .expect(201);
    }

    // ------------------------------------------------------------------ mails

    @Test
    @Order(11)
    @DisplayName("ARC-03: a mail that is dropped becomes a conversation of the customer whose address it names, once")
    void aMailBecomesAConversation() {
        var customer = client.post(
                        "/customers",
                        "{\"fullName\":\"王静\",\"contactPoints\":[{\"type\":\"EMAIL\",\"value\":\"jing@example.com\"}]}")
                .expect(201)
                .text("id");
        var mail = """
                Message-ID: <20260301@example.com>
                Date: Sun, 01 Mar 2026 20:15:00 +0800
                From: =?gb2312?B?zfW+sg==?= <Jing@example.com>
                To: desk@shu.cn, stranger@example.com
                Subject: =?utf-8?B?5LuK5pma55qE5YyF6Ze0?=
                Content-Type: text/html; charset=utf-8

                <p>八位，靠窗</p>
                """;
        var options = "{\"kind\":\"interactions\",\"source\":\"mail\",\"ownMail\":\"shu.cn\"}";

        var done = run("mail.eml", mail.getBytes(UTF_8), options);

        assertThat(mailCounts(done)).as("%s", done).containsExactly(1, 0, 1, 1);
        assertThat(errors(done.path("id").asText())).contains("stranger@example.com");
        var read = client.get("/archives/interactions?customer=" + customer)
                .expect(200)
                .body()
                .path("items");
        assertThat(read).hasSize(1);
        var talk = client.get("/archives/interactions/" + read.get(0).path("id").asText())
                .expect(200)
                .body();
        assertThat(List.of("channel", "direction", "topic", "body", "at", "visibility").stream()
                        .map(member -> talk.path(member).asText()))
                .containsExactly("EMAIL", "IN", "今晚的包间", "八位，靠窗", "2026-03-01T12:15:00Z", "TEAM");

        assertThat(mailCounts(run("mail.eml", mail.getBytes(UTF_8), options))).containsExactly(0, 1, 1, 1);
    }

    /** What was created and unchanged, the company's own address, and the one that nobody has. */
    private static List<Integer> mailCounts(JsonNode done) {
        return Stream.of("created", "unchanged", "skipped", "errors")
                .map(count -> done.path(count).asInt())
                .toList();
    }

    // ------------------------------------------------------------------ what all use

    private JsonNode run(String name, byte[] content, String options) {
        return await(client.importFile(name, content, options).expect(202).text("id"));
    }

    private JsonNode await(String id) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> client.get("/imports/" + id).expect(200).body(),
                        view -> !view.path("state").asText().equals("RUNNING"));
    }

    private String errors(String id) {
        return client.get("/imports/" + id + "/errors.csv")
                .expect(200)
                .response()
                .body();
    }

    private int count() {
        return client.get("/customers?count=true")
                .expect(200)
                .body()
                .path("count")
                .asInt();
    }

    private void eachCustomer(String filter, Consumer<JsonNode> each) {
        each("/customers?" + filter + "limit=200", each);
    }

    private void each(String path, Consumer<JsonNode> each) {
        String next = "";
        do {
            var page = client.get(path + next).expect(200).body();
            page.path("items").forEach(each);
            next = page.path("next").isTextual()
                    ? "&cursor=" + page.path("next").asText()
                    : "";
        } while (!next.isEmpty());
    }

    private static void expect(JsonNode view, int created, int updated, int unchanged, int errors) {
        assertThat(List.of(
                        view.path("created").asInt(),
                        view.path("updated").asInt(),
                        view.path("unchanged").asInt(),
                        view.path("errors").asInt()))
                .as("%s", view)
                .containsExactly(created, updated, unchanged, errors);
        assertThat(view.path("state").asText()).isEqualTo("DONE");
    }
}
