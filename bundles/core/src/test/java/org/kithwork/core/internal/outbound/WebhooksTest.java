package org.kithwork.core.internal.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.outbound.Webhooks.Verdict;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class WebhooksTest {

    private static final byte[] BODY = "{\"顾客\":1}".getBytes(StandardCharsets.UTF_8);

    private final OutboundFixture it;
    private final String secret;

    WebhooksTest(DatabaseKind kind) {
        it = new OutboundFixture(kind);
        secret = it.webhooks.newSecret();
    }

    @AfterEach
    void close() {
        it.close();
    }

    private Verdict verify(Map<String, String> headers, byte[] body) {
        return it.webhooks.verify("shop", List.of(secret), headers, body);
    }

    @Test
    @DisplayName("S-37: a signature is that of the Standard Webhooks specification")
    void vector() {
        it.clock.set(Instant.ofEpochSecond(1614265330));
        var headers = it.webhooks.sign(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
        assertThat(headers)
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    @DisplayName("S-37: what was signed is valid once, whatever the case of the headers")
    void once() {
        var headers = new HashMap<String, String>();
        it.webhooks
                .sign(secret, "m-1", BODY)
                .forEach((name, value) -> headers.put(name.toUpperCase(java.util.Locale.ROOT), value));
        assertThat(verify(headers, BODY)).isEqualTo(Verdict.VALID);
        assertThat(verify(headers, BODY)).isEqualTo(Verdict.REPEATED);
        assertThat(it.webhooks.verify("another shop", List.of(secret), headers, BODY))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    @DisplayName("S-37: a message holds for five minutes, and a clock may be ahead by as much")
    void window() {
        var headers = it.webhooks.sign(secret, "m-1", BODY);
        it.clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(verify(headers, BODY)).isEqualTo(Verdict.STALE);
        it.clock.advance(Duration.ofMinutes(-10).minusSeconds(2));
        assertThat(verify(headers, BODY)).isEqualTo(Verdict.STALE);
        it.clock.advance(Duration.ofSeconds(1));
        assertThat(verify(headers, BODY)).isEqualTo(Verdict.VALID);
    }

    @Test
    @DisplayName("S-37: another body, id, time or secret is forged, and is not noted")
    void forged() {
        var headers = it.webhooks.sign(secret, "m-1", BODY);
        assertThat(verify(headers, "{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(Verdict.FORGED);
        assertThat(verify(with(headers, "webhook-id", "m-2"), BODY)).isEqualTo(Verdict.FORGED);
        var later = Long.toString(it.clock.instant().getEpochSecond() + 1);
        assertThat(verify(with(headers, "webhook-timestamp", later), BODY)).isEqualTo(Verdict.FORGED);
        var other = it.webhooks.newSecret();
        assertThat(it.webhooks.verify("shop", List.of(other), headers, BODY)).isEqualTo(Verdict.FORGED);
        assertThat(it.webhooks.verify("shop", List.of(), headers, BODY)).isEqualTo(Verdict.FORGED);
        assertThat(it.webhooks.verify("shop", List.of(other, secret), headers, BODY))
                .as("while one secret replaces another, both hold")
                .isEqualTo(Verdict.VALID);
    }

    @Test
    @DisplayName("S-37: of several signatures one suffices; what is unreadable is malformed")
    void signatures() {
        var headers = it.webhooks.sign(secret, "m-1", BODY);
        var signature = headers.get("webhook-signature");
        assertThat(verify(with(headers, "webhook-signature", "v1,AAAA v2,x v1,?? v1a,zz"), BODY))
                .isEqualTo(Verdict.FORGED);
        assertThat(verify(with(headers, "webhook-signature", "v1,AAAA " + signature), BODY))
                .isEqualTo(Verdict.VALID);
        for (var name : headers.keySet()) {
            var without = new HashMap<>(headers);
            without.remove(name);
            assertThat(verify(without, BODY)).as(name).isEqualTo(Verdict.MALFORMED);
        }
        assertThat(verify(with(headers, "webhook-timestamp", "-1"), BODY)).isEqualTo(Verdict.MALFORMED);
        assertThat(verify(with(headers, "webhook-timestamp", "9".repeat(40)), BODY))
                .isEqualTo(Verdict.MALFORMED);
        assertThat(verify(with(headers, "webhook-id", "a.b"), BODY)).isEqualTo(Verdict.MALFORMED);
        assertThatThrownBy(() -> it.webhooks.sign("whsec_AAAA", "m-1", BODY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> it.webhooks.sign(secret, "a.b", BODY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("S-37: of one message that comes many times at once one is valid; rolled back it may come again")
    void parallel() throws Exception {
        var headers = it.webhooks.sign(secret, "m-1", BODY);
        assertThatThrownBy(() -> it.database.transactions().run(() -> {
                    assertThat(verify(headers, BODY)).isEqualTo(Verdict.VALID);
                    throw new IllegalStateException("the effect failed");
                }))
                .hasMessage("the effect failed");
        var pool = Executors.newFixedThreadPool(8);
        try {
            var verdicts = new ArrayList<Verdict>();
            for (var answer : pool.invokeAll(Collections.<Callable<Verdict>>nCopies(8, () -> verify(headers, BODY)))) {
                verdicts.add(answer.get());
            }
            assertThat(verdicts).containsOnlyOnce(Verdict.VALID).hasSize(8);
            assertThat(Collections.frequency(verdicts, Verdict.REPEATED)).isEqualTo(7);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("S-37: what came in is forgotten when it is stale, and not before")
    void forgotten() {
        var headers = it.webhooks.sign(secret, "m-1", BODY);
        verify(headers, BODY);
        it.clock.advance(Duration.ofMinutes(5));
        assertThat(it.cleaning.clean()).isZero();
        assertThat(verify(headers, BODY)).isEqualTo(Verdict.REPEATED);
        it.clock.advance(Duration.ofMinutes(15));
        assertThat(it.cleaning.clean()).isEqualTo(1);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        var changed = new HashMap<>(headers);
        changed.put(name, value);
        return changed;
    }
}
