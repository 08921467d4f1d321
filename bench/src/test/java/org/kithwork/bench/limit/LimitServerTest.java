package org.kithwork.bench.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kithwork.bench.data.People;
import org.kithwork.bench.data.Person;
import org.kithwork.bench.load.HttpConnection;

class LimitServerTest {

    private static LimitServer server;

    private final ObjectMapper json = new ObjectMapper();

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        server = LimitServer.start("jdbc:derby:" + directory.resolve("derby") + ";create=true", 0);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void aCreatedCustomerIsReadByItsIdAndFoundByNameAndPhone() throws IOException {
        String body = """
                {"kind":"PERSON","fullName":"欧阳娜娜","sex":2,"birth":{"month":6,"day":15},"occupation":"cellist",
                 "contactPoints":[{"type":"PHONE","value":"13812345678","primary":true},
                   {"type":"EMAIL","value":"nana@example.com","primary":false}],
                 "identifiers":[{"scheme":"pos","value":"A-1001"}],"storeId":"s-1","source":"counter"}
                """;

        String id = call(201, "POST", "/api/v1/customers", body).path("id").asText();

        JsonNode customer = call(200, "GET", "/api/v1/customers/" + id, "");
        assertThat(customer.path("displayName").asText()).isEqualTo("欧阳娜娜");
        assertThat(customer.path("contactPoints")).hasSize(2);
        assertThat(search("欧阳", "")).hasSize(1);
        assertThat(search("13812345678", "&store=s-1")).hasSize(1);
        assertThat(search("13812345678", "&store=s-2")).isEmpty();
        call(404, "GET", "/api/v1/customers/none", "");
    }

    @Test
    void filledCustomersAreThoseOfTheGenerator() throws IOException {
        call(200, "POST", "/fill?seed=3&from=0&to=2000", "");
        People people = new People(3);
        Person clerks = people.person(people.inSmallStore(1));

        assertThat(search(clerks.phone(), "").get(0).path("id").asText())
                .isEqualTo(LimitServer.customerId(clerks.index()));
        assertThat(search("王", ""))
                .hasSize(50)
                .extracting(item -> item.path("displayName").asText())
                .isSorted();
        assertThat(search(clerks.familyName(), "&store=" + LimitServer.storeId(People.SMALL_STORE)))
                .anyMatch(item -> item.path("displayName").asText().equals(clerks.name()));
    }

    private JsonNode search(String text, String more) throws IOException {
        String query = URLEncoder.encode(text, StandardCharsets.UTF_8) + more;
        return call(200, "GET", "/api/v1/customers?limit=50&q=" + query, "").path("items");
    }

    private JsonNode call(int wanted, String method, String path, String body) throws IOException {
        try (HttpConnection connection = new HttpConnection(server.port())) {
            int status = connection.exchange(
                    HttpConnection.request(method, path, "", body.getBytes(StandardCharsets.UTF_8)));
            assertThat(status).as(connection.body()).isEqualTo(wanted);
            return json.readTree(connection.body());
        }
    }
}
