package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.kithwork.bench.data.Drafts;
import org.kithwork.bench.data.People;
import org.kithwork.bench.data.Person;
import org.kithwork.bench.product.ProductApi;

/** Refuses figures about customers that the product does not take for its own. */
final class Likeness {

    private static final Set<String> MEMBERS = Set.of(
            "displayName", "familyName", "givenName", "nameOrder", "sex", "birth", "contactPoints", "identifiers");

    private Likeness() {}

    /** Finds filled customers in each way and compares one with what was written; opens its sealed values. */
    static void require(FilledProduct product, People people, long size) {
        ProductApi api = product.accounts().all();
        for (long index : List.of(0L, size / 2 * 2 - 2, size / 2)) {
            Person person = people.person(Drafts.original(index));
            String number = people.person(index).number();
            JsonNode found = api.get("/customers?q=" + number).path("items");
            if (found.size() != 1) {
                throw new IllegalStateException("customer " + number + " is not found: " + found);
            }
            String id = found.get(0).path("id").asText();
            JsonNode customer = api.get("/customers/" + id);
            Set<String> missing = new TreeSet<>(MEMBERS);
            customer.fieldNames().forEachRemaining(missing::remove);
            boolean phone = customer.path("contactPoints").toString().contains(person.phone());
            if (!missing.isEmpty()
                    || !phone
                    || !customer.path("displayName").asText().equals(person.name())) {
                throw new IllegalStateException("not as it was written: " + person + ", " + customer);
            }
            if (!ids(api.get("/customers?q=" + person.phone())).contains(id)) {
                throw new IllegalStateException("customer " + number + " is not found by " + person.phone());
            }
        }
    }

    private static Set<String> ids(JsonNode page) {
        Set<String> ids = new TreeSet<>();
        page.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }
}
