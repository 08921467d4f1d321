package org.kithwork.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.kithwork.bench.data.People;
import org.kithwork.bench.data.Person;
import org.kithwork.bench.load.HttpConnection;
import org.kithwork.bench.load.RequestSource;

/**
 * The bytes of the measured requests, the same on both sides but for the headers and the store.
 *
 * @param headers whole header lines, each with its end
 * @param query what a search says beside {@code q} and {@code limit}
 * @param storeId the id of a store by its number
 */
record Requests(People people, String headers, String query, IntFunction<String> storeId) {

    /** New customers begin here, far above all that are filled in. */
    private static final long FIRST_NEW = 1_500_000_000L;

    private static final String CUSTOMERS = "/api/v1/customers";
    private static final byte[] NOTHING = {};
    private static final ObjectMapper JSON = new ObjectMapper();

    RequestSource byId(List<String> ids) {
        List<byte[]> ready = ids.stream().map(id -> get(CUSTOMERS + "/" + id)).toList();
        return number -> ready.get((int) (number % ready.size()));
    }

    RequestSource byName() {
        return searches(People.commonFamilyNames());
    }

    RequestSource byPhone(List<Long> sample) {
        return searches(
                sample.stream().map(index -> people.person(index).phone()).toList());
    }

    RequestSource create(Scope scope) {
        return number -> {
            Person person = people.person(FIRST_NEW + number);
            int store = scope == Scope.CLERK ? People.SMALL_STORE : person.store();
            return HttpConnection.request("POST", CUSTOMERS, headers, body(person, storeId.apply(store)));
        };
    }

    private RequestSource searches(List<String> texts) {
        List<byte[]> ready = texts.stream()
                .map(text -> get(CUSTOMERS + "?limit=50&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + query))
                .toList();
        return number -> ready.get((int) (number % ready.size()));
    }

    private byte[] get(String path) {
        return HttpConnection.request("GET", path, headers, NOTHING);
    }

    private static byte[] body(Person person, String store) {
        try {
            return JSON.writeValueAsBytes(Map.of(
                    "kind",
                    "PERSON",
                    "fullName",
                    person.name(),
                    "sex",
                    person.sex(),
                    "birth",
                    Map.of("month", person.month(), "day", person.day()),
                    "occupation",
                    person.occupation(),
                    "contactPoints",
                    List.of(
                            Map.of("type", "PHONE", "value", person.phone(), "primary", true),
                            Map.of("type", "EMAIL", "value", person.email(), "primary", false)),
                    "identifiers",
                    List.of(Map.of("scheme", "pos", "value", person.number())),
                    "storeId",
                    store,
                    "source",
                    "counter"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
