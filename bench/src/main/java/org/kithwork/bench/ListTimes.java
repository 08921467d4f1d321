package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.kithwork.bench.Report.LoadRow;
import org.kithwork.bench.load.HttpConnection;
import org.kithwork.bench.load.Load;
import org.kithwork.bench.load.LoadGenerator;
import org.kithwork.bench.product.ProductApi;

/** How fast a filled product answers lists, as the clerk of the small store or as one who sees all. */
final class ListTimes {

    private static final byte[] NOTHING = {};

    private final Options options;
    private final Database database;
    private final FilledProduct product;
    private final long size;
    private final Report report;
    private final LoadGenerator generator = new LoadGenerator();

    ListTimes(Options options, Database database, FilledProduct product, long size, Report report) {
        this.options = options;
        this.database = database;
        this.product = product;
        this.size = size;
        this.report = report;
    }

    /** Asks for the lists in turn, at each number of requests at once. */
    void run(String what, Scope scope, List<String> paths) throws IOException {
        ProductApi user = scope == Scope.CLERK
                ? product.accounts().clerk()
                : product.accounts().all();
        List<byte[]> requests = paths.stream()
                .map(path -> HttpConnection.request("GET", "/api/v1" + path, user.headerLines(), NOTHING))
                .toList();
        check(what, scope, requests);
        for (int concurrency : options.concurrency()) {
            report.add(LoadRow.of(
                    what,
                    scope,
                    size,
                    database,
                    concurrency,
                    Report.PRODUCT,
                    generator.run(new Load(
                            product.port(),
                            number -> requests.get((int) (number % requests.size())),
                            200,
                            concurrency,
                            options.warmUp(),
                            options.measured(),
                            product.process().tree(),
                            product.database()))));
        }
    }

    /** Lists that are always empty would be fast and worth nothing. */
    private void check(String what, Scope scope, List<byte[]> requests) throws IOException {
        int found = 0;
        try (HttpConnection connection = new HttpConnection(product.port())) {
            for (byte[] request : requests.subList(0, Math.min(10, requests.size()))) {
                int status = connection.exchange(request);
                if (status != 200) {
                    throw new IOException(what + " as " + scope.title() + ": " + status + " " + connection.body());
                }
                JsonNode answer = new ObjectMapper().readTree(connection.body());
                found += answer.path("items").size() + answer.path("columns").size();
            }
        }
        if (found == 0) {
            report.note(what + " as " + scope.title() + " found nothing");
        }
    }
}
