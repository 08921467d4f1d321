package org.kithwork.web.internal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.kithwork.web.internal.http.Stage;
import org.kithwork.web.internal.rest.RestParts;

/** The filter and the REST runtime in a real Jetty, called over the network. */
public final class WebServer implements AutoCloseable {

    public final TestCore core = new TestCore();
    public final Stage stage = new Stage(core);
    private final Server server = new Server();
    private final ServletContextHandler context = new ServletContextHandler();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    public WebServer(Object... resources) throws Exception {
        this(core -> resources);
    }

    public WebServer(Function<TestCore, Object[]> resources) throws Exception {
        this(resources, stage -> Map.of());
    }

    public WebServer(Function<TestCore, Object[]> resources, Function<Stage, Map<String, Servlet>> servlets)
            throws Exception {
        var settings = new HttpConfiguration();
        settings.setSendServerVersion(false);
        settings.setRequestHeaderSize(16 * 1024);
        var connector = new ServerConnector(server, new HttpConnectionFactory(settings));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var filter = new FilterHolder(stage.filter());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        var config = new ResourceConfig();
        config.addProperties(RestParts.PROPERTIES);
        RestParts.of(stage).forEach(config::register);
        for (var resource : resources.apply(core)) {
            config.register(resource);
        }
        var rest = new ServletHolder(new ServletContainer(config));
        rest.setAsyncSupported(true);
        context.addServlet(rest, "/api/v1/*");
        servlets.apply(stage).forEach((pattern, servlet) -> {
            var holder = new ServletHolder(servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, pattern);
        });
        server.setHandler(context);
        server.start();
        port = connector.getLocalPort();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public int port() {
        return port;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request of nobody. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    /** A request with an API token. */
    public HttpRequest.Builder as(String token, String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(as("kw_clerk", path));
    }

    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(as("kw_clerk", path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
