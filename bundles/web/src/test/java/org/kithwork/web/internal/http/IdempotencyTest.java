package org.kithwork.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.core.IdempotentAnswers;
import org.kithwork.web.internal.DemoResource;
import org.kithwork.web.internal.WebServer;

class IdempotencyTest {

    private static final String THINGS = "/api/v1/demo/things";

    private final DemoResource demo = new DemoResource();
    private final Memory store = new Memory();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(demo);
        server.core.answers = Optional.of(store);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> post(String token, String key, String json) throws Exception {
        return server.send(server.as(token, THINGS)
                .headers("Content-Type", "application/json", "Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json)));
    }

    @Test
    @DisplayName("CORE-16: the same request again has the same answer and no second effect")
    void theSameRequestAgainHasTheSameAnswerAndNoSecondEffect() throws Exception {
        var first = post("kw_clerk", "k1", "{\"name\":\"a\"}");
        var second = post("kw_clerk", "k1", "{\"name\":\"a\"}");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(second.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(demo.calls).hasValue(1);
    }

    @Test
    @DisplayName("CORE-16: another body under the same key is refused")
    void anotherBodyUnderTheSameKeyIsRefused() throws Exception {
        post("kw_clerk", "k1", "{\"name\":\"a\"}");
        var other = post("kw_clerk", "k1", "{\"name\":\"b\"}");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("idempotency-key-reused");
        assertThat(demo.calls).hasValue(1);
    }

    @Test
    void theKeyOfAnotherCallerIsAnotherKey() throws Exception {
        post("kw_clerk", "k1", "{\"name\":\"a\"}");
        assertThat(post("kw_admin", "k1", "{\"name\":\"b\"}").statusCode()).isEqualTo(201);
        assertThat(demo.calls).hasValue(2);
    }

    @Test
    void afterAFailureTheKeyIsFree() throws Exception {
        assertThat(post("kw_clerk", "k1", "{\"nme\":\"a\"}").statusCode()).isEqualTo(400);
        assertThat(post("kw_clerk", "k1", "{\"name\":\"a\"}").statusCode()).isEqualTo(201);
        demo.inside = () -> {
            throw new IllegalStateException();
        };
        assertThat(post("kw_clerk", "k2", "{\"name\":\"a\"}").statusCode()).isEqualTo(500);
        demo.inside = () -> {};
        assertThat(post("kw_clerk", "k2", "{\"name\":\"a\"}").statusCode()).isEqualTo(201);
    }

    @Test
    void whileTheFirstIsAtWorkTheSecondIsAConflict() throws Exception {
        var nested = new String[1];
        demo.inside = () -> {
            demo.inside = () -> {};
            try {
                nested[0] = post("kw_clerk", "k1", "{\"name\":\"a\"}").body();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        assertThat(post("kw_clerk", "k1", "{\"name\":\"a\"}").statusCode()).isEqualTo(201);
        assertThat(nested[0]).contains("idempotency-key-running");
        assertThat(demo.calls).hasValue(1);
    }

    @Test
    void aKeyThatCannotBeStoredIsRefused() throws Exception {
        assertThat(post("kw_clerk", "x".repeat(256), "{}").statusCode()).isEqualTo(400);
    }

    /** Keeps answers in a map. */
    private static final class Memory implements IdempotentAnswers {

        private final Map<Key, String> prints = new ConcurrentHashMap<>();
        private final Map<Key, Answer> answers = new ConcurrentHashMap<>();

        @Override
        public Claim claim(Key key, String fingerprint) {
            var before = prints.putIfAbsent(key, fingerprint);
            if (before == null) {
                return new Fresh();
            }
            if (!before.equals(fingerprint)) {
                return new Different();
            }
            var answer = answers.get(key);
            return answer == null ? new Running() : new IdempotentAnswers.Kept(answer);
        }

        @Override
        public void keep(Key key, Answer answer) {
            answers.put(key, answer);
        }

        @Override
        public void release(Key key) {
            prints.remove(key);
        }
    }
}
