package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult;
import org.kithwork.importing.spi.RowResult.Outcome;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

/** Rows of mails, as the core makes them: one for each address. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class MailImportTest {

    private static Archives archives;

    @Parameter
    DatabaseKind kind;

    private CustomerId customer;
    private String address = "";

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    @BeforeEach
    void aCustomerWithAnAddress() {
        customer = archives.customers.add();
        address = customer.value().substring(24) + "@example.com";
        archives.customers.identify(customer, "email", address);
    }

    @Test
    @DisplayName(
            "ARC-03, ARC-19: a mail becomes an interaction of the customer whose address it names, once, for the team")
    void arc03_aMailIsTheCustomers() {
        var made = enter(address, "IN", "");
        var again = enter(address, "IN", "");

        assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(again).isEqualTo(RowResult.unchanged(String.valueOf(made.targetId())));
        var read = archives.interactions.get(new InteractionId(String.valueOf(made.targetId())));
        assertThat(read.customerId()).isEqualTo(customer);
        assertThat(read.channel()).isEqualTo(InteractionChannel.EMAIL);
        assertThat(read.direction()).isEqualTo(Direction.IN);
        assertThat(read.visibility()).isEqualTo(Audience.TEAM);
        assertThat(read.staffName()).isEqualTo("前台");
    }

    @Test
    @DisplayName(
            "ARC-03: of a mail the company's own addresses are left out, and one that nobody has is an error of its row")
    void arc03_ownAndUnknownAddresses() {
        var own = "shu.cn， desk@mail.cn;@other.cn";
        for (var ours : new String[] {"a@shu.cn", "A@Branch.SHU.cn", "desk@mail.cn", "x@other.cn"}) {
            assertThat(enter(ours, "OUT", own)).as(ours).isEqualTo(new RowResult(Outcome.SKIPPED_DUPLICATE, null));
        }

        for (var unknown : new String[] {"nobody@mail.cn", "a@notshu.cn"}) {
            var problem = catchThrowableOfType(Problem.class, () -> enter(unknown, "IN", own));

            assertThat(problem.faults()).as(unknown).extracting(Fault::pointer).containsExactly("/customer");
            assertThat(problem.faults().get(0).message().toString()).contains("mail-unknown");
        }
    }

    private RowResult enter(String mail, String direction, String own) {
        var values = new LinkedHashMap<String, String>();
        values.put("customerMail", mail);
        values.put("externalId", "<1@example.com> " + mail);
        values.put("at", "2026-03-01T12:15:00Z");
        values.put("channel", "EMAIL");
        values.put("direction", direction);
        values.put("staff", "前台");
        values.put("topic", "今晚的包间");
        values.put("body", "八位，靠窗");
        values.put("visibility", "TEAM");
        var options = new ImportOptions(
                archives.ids.next(),
                "mail",
                null,
                OnDuplicate.SKIP,
                ZoneId.of("Asia/Shanghai"),
                "CN",
                false,
                own.isEmpty() ? Map.of() : Map.of("ownMail", own));
        return archives.database
                .transactions()
                .call(() -> archives.interactionImport.apply(new ImportRow(1, values, null), options));
    }
}
