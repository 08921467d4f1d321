package org.kithwork.intake.internal.webhook;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.kithwork.outbound.OutboundClient;
import org.kithwork.outbound.OutboundRequest;
import org.kithwork.outbound.OutboundResponse;
import org.kithwork.outbound.Webhooks;

/** The systems outside: takes what is sent, and answers as a test says. */
public final class Outside implements OutboundClient, Webhooks {

    public final List<OutboundRequest> requests = new CopyOnWriteArrayList<>();
    public volatile Function<OutboundRequest, Integer> answer = request -> 200;
    private int secrets;

    @Override
    public OutboundResponse send(OutboundRequest request) {
        requests.add(request);
        return new OutboundResponse(answer.apply(request), request.uri(), Map.of(), new byte[0]);
    }

    public List<String> ids() {
        return requests.stream()
                .map(request -> request.headers().get("webhook-id"))
                .toList();
    }

    @Override
    public String newSecret() {
        return "whsec_" + ++secrets;
    }

    @Override
    public Map<String, String> sign(String secret, String id, byte[] body) {
        return Map.of("webhook-id", id, "webhook-timestamp", "0", "webhook-signature", "v1," + secret);
    }

    /** Valid once where the signature names one of the secrets. */
    @Override
    public Verdict verify(String source, List<String> known, Map<String, String> headers, byte[] body) {
        var signature = headers.getOrDefault("webhook-signature", "");
        if (!headers.containsKey("webhook-id")) {
            return Verdict.MALFORMED;
        }
        if (known.stream().noneMatch(secret -> signature.equals("v1," + secret))) {
            return Verdict.FORGED;
        }
        return seen.add(source + " " + headers.get("webhook-id")) ? Verdict.VALID : Verdict.REPEATED;
    }

    private final java.util.Set<String> seen = java.util.concurrent.ConcurrentHashMap.newKeySet();
}
