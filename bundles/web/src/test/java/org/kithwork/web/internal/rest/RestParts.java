package org.kithwork.web.internal.rest;

import java.util.List;
import java.util.Map;
import org.kithwork.web.internal.http.Stage;

/** The parts of the REST runtime, put together by hand. */
public final class RestParts {

    public static final Map<String, Object> PROPERTIES = RestApplication.PROPERTIES;

    private RestParts() {}

    public static List<Object> of(Stage stage) {
        return List.of(
                new JsonBody(stage.mapper),
                new Failures(stage.answers),
                new Permissions(stage.core, stage.resources, stage.undeclared),
                new BodyRequired(),
                new Multipart());
    }
}
