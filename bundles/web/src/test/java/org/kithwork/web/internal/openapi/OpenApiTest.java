package org.kithwork.web.internal.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.web.internal.DemoResource;
import org.kithwork.web.internal.TestCore;
import org.kithwork.web.internal.http.Stage;

class OpenApiTest {

    private final TestCore core = new TestCore();
    private final Stage stage = new Stage(core);
    private final OpenApiResource resource = new OpenApiResource(stage.resources, stage.gate, stage.mapper);

    private JsonNode document() {
        return new ObjectMapper().valueToTree(resource.read());
    }

    @Test
    void everyMethodIsAnOperationWithItsPermission() {
        stage.register(new DemoResource(), "demo", "demo");
        var document = document();
        assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.at("/paths/~1demo~1things/get/x-permission").asText())
                .isEqualTo("demo:thing:view");
        assertThat(document.at("/paths/~1demo~1things/get/parameters/0/name").asText())
                .isEqualTo("limit");
        assertThat(document.at("/paths/~1demo~1things~1{store}/get/parameters/0/in")
                        .asText())
                .isEqualTo("path");
        assertThat(document.at("/paths/~1demo~1things~1open/get/security")).isEmpty();
        assertThat(document.at("/paths/~1demo~1things~1open/get").has("x-permission"))
                .isFalse();
        assertThat(document.at("/paths/~1demo~1things/patch/responses").has("428"))
                .isTrue();
        assertThat(document.at("/paths/~1demo~1things/post/responses/201/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/DemoResource.Thing");
    }

    @Test
    void whatIsTakenAndWhatIsGivenAreDescribedAsTheyAre() {
        stage.register(new DemoResource(), "demo", "demo");
        var schemas = document().at("/components/schemas");
        var taken = schemas.get("DemoResource.ThingInput");
        var given = schemas.get("DemoResource.Thing");
        assertThat(taken.has("required")).isFalse();
        assertThat(taken.get("additionalProperties").asBoolean()).isFalse();
        assertThat(given.get("required")).hasSize(8);
        assertThat(given.at("/properties/on/type").asText()).isEqualTo("boolean");
        assertThat(given.at("/properties/at/anyOf/0/format").asText()).isEqualTo("date-time");
        assertThat(given.at("/properties/colour/anyOf/0/enum/1").asText()).isEqualTo("GREEN");
        assertThat(given.at("/properties/store/anyOf/0/type").asText()).isEqualTo("string");
        assertThat(given.at("/properties/parts/anyOf/0/items/$ref").asText())
                .isEqualTo("#/components/schemas/DemoResource.Part");
        var money = schemas.get("Money");
        assertThat(money.at("/properties/amount/type").asText()).isEqualTo("string");
        assertThat(money.at("/properties/currency/type").asText()).isEqualTo("string");
        assertThat(money.get("properties")).hasSize(2);
    }

    @Test
    void aModuleThatDoesNotRunIsNotDescribed() {
        stage.register(new DemoResource(), "demo", "demo");
        core.states.put("demo", State.STOPPED);
        assertThat(document().get("paths").fieldNames()).toIterable().containsExactly("/events");
        core.states.put("demo", State.RUNNING);
        assertThat(document().get("paths").size()).isGreaterThan(5);
    }
}
