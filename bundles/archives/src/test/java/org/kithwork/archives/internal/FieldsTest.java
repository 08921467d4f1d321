package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.spi.FieldDeclaration;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.signal.SignalQuery;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeJson;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FieldsTest {

    private static Archives archives;

    @Parameter
    DatabaseKind kind;

    private CustomerId customer;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @BeforeEach
    void aCustomer() {
        customer = archives.customers.add();
        archives.journal.clear();
    }

    @AfterEach
    void everythingIsOpenAgain() {
        archives.fields.clear();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    @Test
    @DisplayName("CORE-05 edge 29: hidden amounts leave by no door: record, list, summary, timeline, facts for others")
    void hiddenAmountsLeaveByNoDoor() {
        var purchase = archives.purchaseBook.complete(archives.purchase(customer, "4711.25"));
        archives.purchaseBook.giveBack(purchase.id(), Archives.back(purchase, 0, "1"));
        archives.deliver();
        assertThat(everything(purchase.id())).contains("4711.25");

        archives.fields.limit("archives:purchase", "amount", FieldAccess.HIDE);

        assertThat(everything(purchase.id())).doesNotContain("4711");
        assertThat(archives.purchases.get(purchase.id()).lines()).hasSize(1);
        assertThat(archives.summaries.of(customer).purchases()).isEqualTo(1);
        archives.fields.limit("archives:purchase", "amount", FieldAccess.MASK);
        assertThat(everything(purchase.id())).doesNotContain("4711");
        archives.fields.limit("archives:purchase", "amount", FieldAccess.READ);
        assertThat(everything(purchase.id())).contains("4711.25");
    }

    private String everything(PurchaseId id) {
        var json = new FakeJson();
        var query = new SignalQuery(
                Set.of(customer),
                Set.of("purchase.completed", "purchase.returned"),
                Instant.parse("2000-01-01T00:00:00Z"),
                Instant.parse("2100-01-01T00:00:00Z"));
        return String.join(
                "\n",
                json.write(archives.purchases.get(id)),
                json.write(
                        archives.purchases.list(customer, PageRequest.first(5)).items()),
                archives.summaries.of(customer).toString(),
                archives.timeline
                        .list(customer, null, PageRequest.first(10), Locale.ENGLISH)
                        .items()
                        .toString(),
                archives.signals.read(query).toString());
    }

    @Test
    @DisplayName("CORE-05 edge 29: what was said and is hidden leaves by no door, and cannot be changed unseen")
    void hiddenWordsLeaveByNoDoor() {
        var call = archives.interactionBook.record(archives.call(customer, "Her allergy"));
        archives.deliver();
        assertThat(said(call.id())).contains("Her allergy", "Question");

        archives.fields
                .limit("archives:interaction", "body", FieldAccess.HIDE)
                .limit("archives:interaction", "topic", FieldAccess.HIDE);

        assertThat(said(call.id())).doesNotContain("Her allergy", "Question");
        assertThatThrownBy(() -> archives.interactionBook.change(
                        call.id(), call.version(), FakePatch.of("body", "x").with("channel", "VISIT")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN);
                    assertThat(problem.faults()).extracting("pointer").containsExactly("/body");
                });
        var changed = archives.interactionBook.change(call.id(), call.version(), FakePatch.of("channel", "VISIT"));
        archives.fields.clear();
        assertThat(archives.interactions.get(changed.id()).body()).isEqualTo("Her allergy");
    }

    private String said(InteractionId id) {
        return archives.interactions.get(id)
                + archives.interactions
                        .list(customer, PageRequest.first(5))
                        .items()
                        .toString()
                + archives.timeline
                        .list(customer, null, PageRequest.first(10), Locale.ENGLISH)
                        .items();
    }

    @Test
    @DisplayName(
            "CORE-05: every role that may read a kind of record at first sees its members, and no other role is named")
    void theReadersAreNamed() {
        var declared = new ArchivesPermissions();
        for (var field : declared.fields()) {
            var readers = declared.declarations().stream()
                    .filter(right -> right.permission().toString().equals(field.object() + ":view"))
                    .flatMap(right -> right.roles().keySet().stream())
                    .toList();
            assertThat(field.roles().keySet()).as(field.field()).containsExactlyInAnyOrderElementsOf(readers);
            assertThat(field.title().text(Locale.SIMPLIFIED_CHINESE))
                    .isNotEqualTo(field.title().code());
        }
        assertThat(declared.fields())
                .extracting(FieldDeclaration::field)
                .isEqualTo(List.of(
                        "amount", "review", "topic", "body", "outcome", "value", "text", "text", "note", "subject",
                        "note"));
        assertThat(declared.fields().get(0).roles()).containsEntry(Roles.MARKETING, FieldAccess.READ);
    }
}
