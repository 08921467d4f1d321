package org.kithwork.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.consent.SendDecision;
import org.kithwork.consent.SendDecision.Outcome;
import org.kithwork.consent.SendDecisions;
import org.kithwork.consent.SendRequest;
import org.kithwork.customer.CustomerId;
import org.kithwork.problem.Message;

/** Allows a message to whom a test gave a point of contact, once in each send. */
public final class FakeSending implements SendDecisions {

    private static final int NO_POINT = 3;
    private static final int SERVED = 11;

    private final Map<CustomerId, String> points = new ConcurrentHashMap<>();
    private final List<SendRequest> decided = new ArrayList<>();

    /** From now on the customer is written to at this point of contact. */
    public void reach(CustomerId customer, String contactPoint) {
        points.put(customer, contactPoint);
    }

    /** What was decided, whether or not it was allowed. */
    public List<SendRequest> decided() {
        return List.copyOf(decided);
    }

    @Override
    public SendDecision preview(SendRequest request) {
        var point = points.get(request.customer());
        if (point == null) {
            return refused(NO_POINT, "no-contact-point");
        }
        return decided.stream().anyMatch(before -> before.sendId().equals(request.sendId()))
                ? refused(SERVED, "already-served")
                : new SendDecision(Outcome.ALLOWED, 0, Message.of(FakeSending.class, "allowed"), null, point, null);
    }

    @Override
    public SendDecision decide(SendRequest request) {
        var decision = preview(request);
        decided.add(request);
        return decision;
    }

    private static SendDecision refused(int step, String code) {
        return new SendDecision(Outcome.REFUSED, step, Message.of(FakeSending.class, code), null, null, null);
    }
}
