package org.kithwork.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kithwork.bench.product.Accounts;
import org.kithwork.bench.product.ProductApi;
import org.kithwork.field.FieldDefinition;

/** The fields that the company of a filled product has added, and what its customers have in them. */
final class OwnFields {

    /** One of ten customers has it. */
    static final String SILVER = "silver";

    private static final int SEATS = 500;
    private static final int DISHES = 20_000;
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final FieldDefinition level;
    private final FieldDefinition seats;
    private final FieldDefinition dish;

    private OwnFields(FieldDefinition level, FieldDefinition seats, FieldDefinition dish) {
        this.level = level;
        this.seats = seats;
        this.dish = dish;
    }

    /** Adds them to a new installation. */
    static OwnFields define(ProductApi owner) {
        return new OwnFields(
                field(
                        owner,
                        "level",
                        "CHOICE",
                        Map.of("choices", List.of(choice("gold"), choice(SILVER), choice("bronze")))),
                field(owner, "seats", "NUMBER", Map.of()),
                field(owner, "dish", "TEXT", Map.of()));
    }

    private static FieldDefinition field(ProductApi owner, String key, String type, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("object", "core:customer");
        body.put("key", key);
        body.put("type", type);
        body.put("title", Map.of("zh", key, "en", key));
        body.put("searchable", true);
        body.put("roles", List.of(Map.of("role", Accounts.clerkRole(owner), "access", "READ")));
        JsonNode made = owner.post("/fields", body);
        return JSON.convertValue(made, FieldDefinition.class);
    }

    private static Map<String, Object> choice(String key) {
        return Map.of("key", key, "title", Map.of("zh", key, "en", key));
    }

    /** What the customer of an index has. */
    Map<FieldDefinition, Object> values(long index) {
        return Map.of(
                level, level(index), seats, Long.toString(Math.floorMod(index * 7_919, SEATS)), dish, dish(index));
    }

    private static String level(long index) {
        long part = index % 100;
        return part == 0 ? "gold" : part <= 10 ? SILVER : "bronze";
    }

    private static String dish(long index) {
        return "菜" + Math.floorMod(index * 104_729, DISHES);
    }

    /** What lists are asked for: common and rare values, ranges, beginnings of a text. */
    static Map<String, List<String>> filters() {
        return Map.of(
                "a common choice", List.of("field.level=" + SILVER, "field.level=bronze"),
                "a rare choice", List.of("field.level=gold"),
                "a range of numbers", List.of("field.seats=2..5", "field.seats=100..101", "field.seats=490.."),
                "the beginning of a text", List.of("field.dish=%E8%8F%9C77", "field.dish=%E8%8F%9C1234"));
    }
}
