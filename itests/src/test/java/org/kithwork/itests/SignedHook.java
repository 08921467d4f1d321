package org.kithwork.itests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A system outside that sends signed messages to the address of a feed. */
final class SignedHook {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final byte[] key;

    SignedHook(KithworkProcess kithwork, String slug, String secret) {
        this.address = kithwork.uri("/public/intake/hooks/" + slug);
        this.key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    }

    /** The status of the answer. */
    int send(String id, String body) throws IOException, InterruptedException, GeneralSecurityException {
        var seconds = Long.toString(Instant.now().getEpochSecond());
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        var signature = mac.doFinal((id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8));
        return send(id, seconds, Base64.getEncoder().encodeToString(signature), body);
    }

    int sendForged(String id, String body) throws IOException, InterruptedException {
        var seconds = Long.toString(Instant.now().getEpochSecond());
        return send(id, seconds, Base64.getEncoder().encodeToString(new byte[32]), body);
    }

    private int send(String id, String seconds, String signature, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", seconds)
                .header("webhook-signature", "v1," + signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
