package org.kithwork.bench.product;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.kithwork.bench.data.CustomerCsv;
import org.kithwork.bench.data.People;
import org.kithwork.bench.server.Waiting;

/** Fills the product by its import, the public way, and so measures the import. */
public final class Filler {

    private static final Set<String> ENDED = Set.of("DONE", "DONE_WITH_ERRORS", "FAILED", "CANCELLED");
    private static final String BOUNDARY = "kithwork-bench-boundary";
    private static final Duration LONGEST = Duration.ofHours(3);

    private final Accounts accounts;
    private final People people;
    private final Path directory;

    public Filler(Accounts accounts, People people, Path directory) {
        this.accounts = accounts;
        this.people = people;
        this.directory = directory;
    }

    /** What came of an import; the seconds run from the answer to the upload to the end of the import. */
    public record Imported(long created, long errors, String state, double uploadSeconds, double seconds) {

        public double rate() {
            return created / seconds;
        }
    }

    /** Imports the people of [from, to) and waits until it has ended. */
    public Imported fill(long from, long to) throws IOException {
        String storeField = storeField();
        Path file = Files.createTempFile(directory, "customers", ".csv");
        try {
            try (Writer writer = Files.newBufferedWriter(file)) {
                new CustomerCsv(people, storeCell(storeField)).write(from, to, writer);
            }
            long start = System.nanoTime();
            String id = upload(file, storeField);
            double upload = (System.nanoTime() - start) / 1e9;
            return await(id, upload, to - from);
        } finally {
            Files.delete(file);
        }
    }

    private Imported await(String id, double upload, long rows) {
        List<JsonNode> last = new ArrayList<>();
        double seconds = Waiting.until("end of the import", LONGEST, Duration.ofMillis(200), () -> {
            JsonNode now = accounts.all().get("/imports/" + id);
            last.clear();
            last.add(now);
            return ENDED.contains(now.path("state").asText());
        });
        JsonNode end = last.get(0);
        Imported imported = new Imported(
                end.path("created").asLong(),
                end.path("errors").asLong(),
                end.path("state").asText(),
                upload,
                seconds);
        if (imported.created() != rows) {
            throw new IllegalStateException("of " + rows + " rows " + imported + ": " + end);
        }
        return imported;
    }

    private String upload(Path file, String storeField) throws IOException {
        Map<String, Object> options = Map.of(
                "kind",
                "customers",
                "source",
                "pos",
                "mapping",
                Map.of(
                        CustomerCsv.NUMBER, "identifier:pos",
                        CustomerCsv.NAME, "fullName",
                        CustomerCsv.PHONE, "contact:PHONE",
                        CustomerCsv.EMAIL, "contact:EMAIL",
                        CustomerCsv.STORE, storeField),
                "key",
                "identifier:pos",
                "onDuplicate",
                "SKIP",
                "zone",
                "Asia/Shanghai",
                "phoneRegion",
                "CN");
        String head = part("options", "application/json")
                + ProductApi.JSON.valueToTree(options)
                + "\r\n"
                + part("file\"; filename=\"customers.csv", "text/csv");
        JsonNode answer = ProductApi.good(
                "POST",
                "/imports",
                accounts.all()
                        .send(
                                "POST",
                                "/imports",
                                "multipart/form-data; boundary=" + BOUNDARY,
                                BodyPublishers.concat(
                                        BodyPublishers.ofString(head),
                                        BodyPublishers.ofFile(file),
                                        BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"))));
        return answer.path("id").asText();
    }

    private static String part(String name, String type) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\nContent-Type: " + type
                + "\r\n\r\n";
    }

    private String storeField() {
        List<String> names = new ArrayList<>();
        for (JsonNode kind : accounts.all().get("/imports/kinds").path("items")) {
            if (kind.path("kind").asText().equals("customers")) {
                kind.path("fields")
                        .forEach(field -> names.add(field.path("name").asText()));
            }
        }
        return List.of("store", "storeId", "storeName").stream()
                .filter(names::contains)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no field for the store at /imports/kinds: " + names));
    }

    private IntFunction<String> storeCell(String field) {
        return field.equals("storeId") ? store -> accounts.stores().get(store - 1) : Accounts::storeName;
    }
}
