package org.kithwork.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kithwork.json.Json;
import org.kithwork.money.Money;
import org.kithwork.money.Rate;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;

class JacksonJsonTest {

    private final Json json = new JacksonJson();

    record Thing(Instant at, LocalDate on, Money price, Permission right, String name) {}

    @Test
    void instantsDatesMoneyAndPermissionsAreWrittenAsTheApiSays() {
        var thing = new Thing(
                Instant.parse("2026-03-02T01:00:00.5Z"),
                LocalDate.of(2026, 3, 2),
                Money.of("199.9", "CNY"),
                Permission.of("core:user:view"),
                null);

        var text = json.write(thing);

        assertThat(text)
                .isEqualTo(
                        "{\"at\":\"2026-03-02T01:00:00.500Z\",\"on\":\"2026-03-02\",\"price\":{\"amount\":\"199.90\","
                                + "\"currency\":\"CNY\"},\"right\":\"core:user:view\",\"name\":null}");
        assertThat(json.read(text, Thing.class)).isEqualTo(thing);
    }

    @Test
    void anUnknownMemberAndBrokenTextAreRefused() {
        assertThat(catchThrowableOfType(Problem.class, () -> json.read("{\"nmae\":1}", Thing.class))
                        .code())
                .isEqualTo("malformed");
        assertThat(catchThrowableOfType(Problem.class, () -> json.read("{} x", Map.class))
                        .code())
                .isEqualTo("malformed");
    }

    @Test
    void decimalsKeepTheirDigits() {
        assertThat(json.read("{\"n\":0.10}", Map.class)).isEqualTo(Map.of("n", new BigDecimal("0.10")));
    }

    @Test
    void ratesAreWrittenWithoutAnExponent() {
        var rate = new Rate(
                Currency.getInstance("VND"),
                Currency.getInstance("USD"),
                new BigDecimal("0.000000039"),
                LocalDate.of(2026, 3, 2),
                List.of());

        var text = json.write(rate);

        assertThat(text).contains("\"value\":\"0.000000039\"", "\"from\":\"VND\"", "\"date\":\"2026-03-02\"");
        assertThat(json.read(text, Rate.class)).isEqualTo(rate);
    }
}
