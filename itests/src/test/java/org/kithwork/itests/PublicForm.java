package org.kithwork.itests;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A form at its public address, used as a browser without scripts would. */
final class PublicForm {

    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final KithworkProcess kithwork;
    private final String path;

    PublicForm(KithworkProcess kithwork, String slug) {
        this.kithwork = kithwork;
        this.path = "/public/intake/forms/" + slug;
    }

    private HttpResponse<String> look() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(kithwork.uri(path)).build(), BodyHandlers.ofString());
    }

    String policy() throws IOException, InterruptedException {
        return look().headers().firstValue("Content-Security-Policy").orElse("");
    }

    /** Sends this as soon as the page is old enough to be taken. */
    void send(String typed) throws IOException, InterruptedException {
        var stamp = STAMP.matcher(look().body());
        if (!stamp.find()) {
            throw new AssertionError("The page has no stamp");
        }
        var body = typed + "&stamp=" + URLEncoder.encode(stamp.group(1), StandardCharsets.UTF_8);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> http.send(
                                        HttpRequest.newBuilder(kithwork.uri(path))
                                                .header("Content-Type", "application/x-www-form-urlencoded")
                                                .POST(BodyPublishers.ofString(body))
                                                .build(),
                                        BodyHandlers.ofString())
                                .statusCode()
                        == 303);
    }
}
