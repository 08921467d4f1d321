package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kithwork.bench.data.People;
import org.kithwork.bench.load.ProcessTree;
import org.kithwork.bench.load.RequestSource;
import org.kithwork.bench.product.Accounts;
import org.kithwork.bench.product.Filler;
import org.kithwork.bench.product.Product;
import org.kithwork.bench.product.ProductApi;
import org.kithwork.bench.server.Archive;
import org.kithwork.bench.server.Postgres;
import org.kithwork.bench.server.ServerProcess;

/** The product from its archive, set up with its stores, a clerk and one who sees all. */
final class ProductSide implements Side {

    private final People people;
    private final Product product;
    private final Optional<Postgres> postgres;
    private final ServerProcess process;
    private final Accounts accounts;
    private final Filler filler;

    private ProductSide(
            People people,
            Product product,
            Optional<Postgres> postgres,
            ServerProcess process,
            Accounts accounts,
            Filler filler) {
        this.people = people;
        this.product = product;
        this.postgres = postgres;
        this.process = process;
        this.accounts = accounts;
        this.filler = filler;
    }

    static ProductSide start(Options options, Database database, People people, Path directory) throws IOException {
        Archive.delete(directory);
        Files.createDirectories(directory);
        Optional<Postgres> postgres = database.start(directory);
        Product product = Product.install(options.archive(), directory, options.heap(), options.modules(), postgres);
        ServerProcess process = product.start();
        try {
            product.awaitReady(process);
            Accounts accounts = Accounts.prepare(product.port(), product.setupToken(), People.STORES);
            accounts.liftLimits();
            return new ProductSide(
                    people, product, postgres, process, accounts, new Filler(accounts, people, directory));
        } catch (IOException | RuntimeException e) {
            process.close();
            if (postgres.isPresent()) {
                postgres.get().close();
            }
            throw e;
        }
    }

    Accounts accounts() {
        return accounts;
    }

    @Override
    public double fill(long from, long to) throws IOException {
        return filler.fill(from, to).rate();
    }

    @Override
    public RequestSource requests(Operation operation, Scope scope, List<Long> sample) {
        ProductApi user = scope == Scope.CLERK ? accounts.clerk() : accounts.all();
        Requests requests = new Requests(
                people, user.headerLines(), "", store -> accounts.stores().get(store - 1));
        return switch (operation) {
            case GET -> requests.byId(ids(sample));
            case NAME -> requests.byName();
            case PHONE -> requests.byPhone(sample);
            case CREATE -> requests.create(scope);
        };
    }

    @Override
    public int port() {
        return product.port();
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public Optional<ProcessTree> database() {
        return postgres.map(Postgres::tree);
    }

    @Override
    public void close() throws IOException {
        process.close();
        if (postgres.isPresent()) {
            postgres.get().close();
        }
    }

    /** The product gives its ids itself, so they are asked for by telephone number. */
    private List<String> ids(List<Long> sample) {
        List<String> ids = new ArrayList<>();
        for (long index : sample) {
            String phone = people.person(index).phone();
            JsonNode items = accounts.all().get("/customers?q=" + phone).path("items");
            if (items.isEmpty()) {
                throw new IllegalStateException("customer " + index + " is not found by " + phone);
            }
            ids.add(items.get(0).path("id").asText());
        }
        return ids;
    }
}
