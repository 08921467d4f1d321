package org.kithwork.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.Report.LoadRow;
import org.kithwork.bench.data.People;
import org.kithwork.bench.data.Person;
import org.kithwork.bench.load.Load;
import org.kithwork.bench.load.LoadGenerator;
import org.kithwork.bench.load.LoadResult;
import org.kithwork.bench.load.RequestSource;
import org.kithwork.bench.product.ProductApi;
import org.kithwork.core.internal.customer.SealingCost;

/**
 * What protection at rest and scope cost of a create and of a get: the time of all seals and indexes of one customer,
 * and what a request takes more as the clerk than as one who sees all, both by the processor time of the request.
 */
final class ProtectionCost {

    private static final int SAMPLE = 500;
    private static final int CONCURRENCY = 4;
    private static final int ROUNDS = 3;
    /** Until the product's code is compiled, its own work is far dearer than any cipher. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private final Options options;
    private final Database database;
    private final People people;
    private final FilledProduct product;
    private final Report report;
    private final LoadGenerator generator = new LoadGenerator();

    ProtectionCost(Options options, Database database, People people, FilledProduct product, Report report) {
        this.options = options;
        this.database = database;
        this.people = people;
        this.product = product;
        this.report = report;
    }

    void run(long size) {
        SealingCost sealing = new SealingCost(product.ring());
        for (Operation operation : List.of(Operation.GET, Operation.CREATE)) {
            Map<Scope, LoadResult> results = new LinkedHashMap<>();
            generator.run(load(requests(operation, Scope.ALL, size), operation, WARM_UP, options.warmUp()));
            for (int round = 0; round < ROUNDS; round++) {
                for (Scope scope : Scope.values()) {
                    results.merge(scope, measure(operation, requests(operation, scope, size)), LoadResult::plus);
                }
            }
            results.forEach((scope, result) -> report.add(
                    LoadRow.of(operation.title(), scope, size, database, CONCURRENCY, Report.PRODUCT, result)));
            double each = cpu(results, Scope.ALL);
            double sealed = operation == Operation.GET ? sealing.getMillis() : sealing.createMillis();
            add(size, operation.title() + ", seals of its processor time", 100 * sealed / each);
            add(
                    size,
                    operation.title() + ", scope of its processor time",
                    100 * (cpu(results, Scope.CLERK) - each) / each);
        }
    }

    private static double cpu(Map<Scope, LoadResult> results, Scope scope) {
        LoadResult result = results.get(scope);
        if (result == null || result.requests() == 0) {
            throw new IllegalStateException("nothing was measured as " + scope.title());
        }
        return result.serverCpuMillisEach() + result.databaseCpuMillisEach();
    }

    private RequestSource requests(Operation operation, Scope scope, long size) {
        ProductApi user = scope == Scope.CLERK
                ? product.accounts().clerk()
                : product.accounts().all();
        Requests requests = new Requests(
                people,
                user.headerLines(),
                "",
                store -> product.accounts().stores().get(store - 1));
        return operation == Operation.CREATE ? requests.create(Scope.CLERK) : requests.byId(ids(size));
    }

    /** The same customers for both, those of the small store. */
    private List<String> ids(long size) {
        return LongStream.range(0, Math.min(SAMPLE, size / People.STORES))
                .mapToObj(n -> people.person(people.inSmallStore(n)))
                .map(this::idOf)
                .toList();
    }

    private String idOf(Person person) {
        return product.accounts()
                .all()
                .get("/customers?q=" + person.number())
                .path("items")
                .path(0)
                .path("id")
                .asText();
    }

    private LoadResult measure(Operation operation, RequestSource source) {
        return generator.run(load(source, operation, options.warmUp(), options.measured()));
    }

    private Load load(RequestSource source, Operation operation, Duration warmUp, Duration measured) {
        return new Load(
                product.port(),
                source,
                operation.wanted(),
                CONCURRENCY,
                warmUp,
                measured,
                product.process().tree(),
                product.database());
    }

    private void add(long size, String what, double percent) {
        report.add(new Figure(what, database.title(), size, "%", Report.PRODUCT, List.of(percent)));
    }
}
