package org.kithwork.itests;

import java.util.Map;

/** Uses all that the funnel has. */
final class FunnelTour extends ModuleTour {

    FunnelTour(KithworkClient client, KithworkProcess kithwork, KithworkShell shell, String customer) {
        super("funnel", client, kithwork, shell, customer);
    }

    @Override
    String probe() {
        return "/funnel/opportunities";
    }

    @Override
    void call() {
        new FunnelCalls(client, customer).all();
    }

    @Override
    Map<String, String> commands() {
        var opportunity = client.post("/funnel/opportunities", FunnelCalls.opportunityOf(customer, "茶席"))
                .expect(201)
                .text("id");
        return Map.of(
                "funnel:back-test",
                "--json",
                "funnel:conversion",
                "--json",
                "funnel:move",
                opportunity + " " + FunnelCalls.CONSIDERATION,
                "funnel:opportunities",
                "--json --customer " + customer,
                "funnel:pipelines",
                "--json",
                "funnel:rebuild",
                "",
                "funnel:score",
                "--json " + opportunity);
    }

    @Override
    Map<String, String> files(String day) {
        return Map.of(
                "opportunities", "customer,title,stage,amount\n" + customer + ",茶山 " + day + ",Awareness,88.00\n");
    }
}
