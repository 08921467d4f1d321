package org.kithwork.bench.limit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.kithwork.bench.data.People;

/** The paths of the limit server: those of the product that are measured, and one to fill the tables. */
final class LimitHandler extends Handler.Abstract {

    private static final String CUSTOMERS = "/api/v1/customers";

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectReader createReader = mapper.readerFor(CreateBody.class);
    private final LimitStore store;
    private final DataSource dataSource;
    private final boolean postgresql;

    LimitHandler(DataSource dataSource, boolean postgresql) {
        this.store = new LimitStore(dataSource);
        this.dataSource = dataSource;
        this.postgresql = postgresql;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = mapper.createGenerator(out)) {
            response.setStatus(answer(request, path, json));
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, out.size());
        response.write(true, ByteBuffer.wrap(out.toByteArray()), callback);
        return true;
    }

    private int answer(Request request, String path, JsonGenerator json) throws SQLException, IOException {
        boolean post = "POST".equals(request.getMethod());
        if (path.equals(CUSTOMERS)) {
            return post ? create(request, json) : search(request, json);
        }
        if (path.startsWith(CUSTOMERS + "/")) {
            return store.get(path.substring(CUSTOMERS.length() + 1), json) ? 200 : 404;
        }
        if (path.equals("/fill") && post) {
            return fill(Request.extractQueryParameters(request));
        }
        return path.equals("/health/ready") ? 200 : 404;
    }

    private int create(Request request, JsonGenerator json) throws SQLException, IOException {
        CreateBody body;
        try (InputStream in = Content.Source.asInputStream(request)) {
            body = createReader.readValue(in);
        }
        String id = store.create(body, Instant.now());
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeNumberField("version", 1);
        json.writeObjectField("customer", body);
        json.writeEndObject();
        return 201;
    }

    private int search(Request request, JsonGenerator json) throws SQLException, IOException {
        Fields query = Request.extractQueryParameters(request);
        String wanted = query.getValue("q");
        Optional<String> scope = Optional.ofNullable(query.getValue("store"));
        if (wanted.length() >= 7 && wanted.chars().allMatch(Character::isDigit)) {
            store.byPhone(wanted, scope, json);
        } else {
            store.byName(wanted, scope, json);
        }
        return 200;
    }

    /** All in one call, so that the statistics are refreshed once. */
    private int fill(Fields query) throws SQLException {
        People people = new People(Long.parseLong(query.getValue("seed")));
        new LimitFill(dataSource)
                .fill(people, Long.parseLong(query.getValue("from")), Long.parseLong(query.getValue("to")));
        LimitSchema.analyze(dataSource, postgresql);
        return 200;
    }
}
