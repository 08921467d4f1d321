package org.kithwork.web.internal.rest;

import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** The application to which all resources belong; it sets up the runtime. */
@Component(service = Application.class)
@JakartarsName(".default")
@JakartarsApplicationBase("/")
public final class RestApplication extends Application {

    static final Map<String, Object> PROPERTIES = Map.of(
            "jersey.config.server.wadl.disableWadl", true,
            "jersey.config.server.response.setStatusOverSendError", true,
            "jersey.config.disableMoxyJson", true,
            "jersey.config.disableJsonProcessing", true,
            "jersey.config.server.disableAutoDiscovery", true,
            "jersey.config.beanValidation.disable.server", true);

    @Override
    public Map<String, Object> getProperties() {
        return PROPERTIES;
    }
}
