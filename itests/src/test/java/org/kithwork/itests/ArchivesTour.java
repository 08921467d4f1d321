package org.kithwork.itests;

import java.util.Map;

/** Uses all that archives has. */
final class ArchivesTour extends ModuleTour {

    ArchivesTour(KithworkClient client, KithworkProcess kithwork, KithworkShell shell, String customer) {
        super("archives", client, kithwork, shell, customer);
    }

    @Override
    String probe() {
        return "/archives/purchases";
    }

    @Override
    void call() {
        new ArchivesCalls(client, customer).all();
    }

    @Override
    Map<String, String> commands() {
        return Map.ofEntries(
                Map.entry("archives:purchases", "--json " + customer),
                Map.entry("archives:interactions", "--json " + customer),
                Map.entry("archives:attachments", "--json " + customer),
                Map.entry("archives:follow-ups", "--json " + customer),
                Map.entry("archives:timeline", "--json " + customer),
                Map.entry("archives:preferences", "--json " + customer),
                Map.entry("archives:needs", "--json " + customer),
                Map.entry("archives:recommendations", "--json " + customer),
                Map.entry("archives:signals", "--json " + customer),
                Map.entry("archives:signal-rules", "--json"),
                Map.entry("archives:quality", "--json " + customer),
                Map.entry("archives:quality-worst", "--json"),
                Map.entry("archives:quality-report", "--json"),
                Map.entry("archives:quality-rules", "--json"),
                Map.entry("archives:confirm", customer + " name"));
    }

    @Override
    Map<String, String> files(String day) {
        var at = "," + day + "T10:00:00+08:00,";
        return Map.of(
                "purchases",
                "customer,at,amount,product\n" + customer + at + "12.50,米饭\n",
                "interactions",
                "customer,at,channel,topic\n" + customer + at + "PHONE,回访\n");
    }
}
