package org.kithwork.itests;

import java.util.Map;

/** Uses all that the funnel has. */
final class FunnelTour extends ModuleTour {

    private final KithworkClient colleague;

    FunnelTour(KithworkClient client, KithworkProcess kithwork, KithworkShell shell, String customer) {
        super("funnel", client, kithwork, shell, customer);
        colleague = new People(kithwork, client).signedIn("approver", "owner");
    }

    @Override
    String probe() {
        return "/funnel/opportunities";
    }

    @Override
    void call() {
        new FunnelCalls(client, colleague, customer).all();
    }

    @Override
    Map<String, String> commands() {
        var opportunity = client.post("/funnel/opportunities", FunnelCalls.opportunityOf(customer, "茶席"))
                .expect(201)
                .text("id");
        var lead = client.post("/funnel/leads", "{\"customerId\":\"" + customer + "\",\"title\":\"茶席\"}")
                .expect(201)
                .text("id");
        var me = client.get("/session").expect(200).body().at("/user/id").asText();
        return Map.ofEntries(
                Map.entry("funnel:assign", "--owner " + me + " " + lead),
                Map.entry("funnel:back-test", "--json"),
                Map.entry("funnel:conversion", "--json"),
                Map.entry("funnel:leads", "--json --unowned"),
                Map.entry("funnel:move", opportunity + " " + FunnelCalls.CONSIDERATION),
                Map.entry("funnel:opportunities", "--json --customer " + customer),
                Map.entry("funnel:pipelines", "--json"),
                Map.entry("funnel:pools", "--json"),
                Map.entry("funnel:quotes", "--json --state SENT"),
                Map.entry("funnel:rebuild", ""),
                Map.entry("funnel:score", "--json --lead " + lead));
    }

    @Override
    Map<String, String> files(String day) {
        return Map.of(
                "opportunities",
                "customer,title,stage,amount\n" + customer + ",茶山 " + day + ",Awareness,88.00\n",
                "leads",
                "customer,title,source\n" + customer + ",茶山 " + day + ",fair\n");
    }
}
