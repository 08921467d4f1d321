package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.archives.internal.Archives.owner;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.archives.internal.store.AttachmentStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.file.CheckedFile;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakeAccess;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AttachmentsTest {

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
        archives.audit.clear();
        archives.journal.clear();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    @Test
    @DisplayName("ARC-18: a file comes back byte for byte, however many parts it lies in; who took it is noted")
    void arc18_bytes() {
        for (var size : List.of(1, 16_383, 16_384, 1_000_000)) {
            var content = new byte[size];
            new Random(size).nextBytes(content);
            var kept = archives.attachments.keep(
                    new AttachmentDraft(customer.value(), null, new CheckedFile("合同.pdf", "application/pdf", content)));

            assertThat(archives.attachments.get(kept.id())).isEqualTo(kept);
            assertThat(kept.size()).isEqualTo((long) size);
            assertThat(kept.visibility()).isEqualTo(Audience.ALL);
            assertThat(archives.attachments.content(kept.id())).isEqualTo(content);
        }
        assertThat(archives.audit.actions())
                .startsWith("attachment.added", "attachment.downloaded")
                .hasSize(8);
        assertThat(archives.journal.events().toString()).doesNotContain("合同");
    }

    @Test
    @DisplayName("ARC-18: neither the name nor the content of a file is readable in the tables")
    void arc18_sealed() throws SQLException {
        archives.attached(customer, "peanuts.txt", "allergic to peanuts", null);

        try (var connection = archives.database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT a.name_cipher, p.content_cipher FROM archives_attachment a"
                        + " JOIN archives_attachment_part p ON p.attachment_id = a.id WHERE a.customer_id = '"
                        + customer.value() + "'")) {
            assertThat(rows.next()).isTrue();
            for (int i = 1; i <= 2; i++) {
                assertThat(rows.getString(i)).startsWith("sealed:").doesNotContain("peanuts");
            }
        }
    }

    @Test
    @DisplayName(
            "ARC-18, ARC-19: a file is for all, for a team or for its author, in lists, by its id and in the timeline")
    void arc18_visibility() {
        var author = archives.user("Author", FakeAccess.ALL);
        var owned = new UserId(archives.ids.next());
        var other = archives.user(owned.value(), "Other", owner(owned));
        var theirs = archives.customers.add(owned, null);
        for (var audience : Audience.values()) {
            archives.access.run(author, () -> archives.attached(theirs, audience + ".txt", "x", audience));
        }
        archives.deliver();

        assertThat(names(author, theirs)).containsExactlyInAnyOrder("ALL.txt", "TEAM.txt", "AUTHOR.txt");
        assertThat(names(archives.user("Chief", FakeAccess.ALL), theirs))
                .containsExactlyInAnyOrder("ALL.txt", "TEAM.txt");
        assertThat(names(other, theirs)).containsExactly("ALL.txt");
        assertThat(told(author, theirs)).hasSize(3);
        assertThat(told(other, theirs)).containsExactly("ALL.txt");
        var own = archives.access.as(
                author,
                () -> archives.attachments.list(theirs, PageRequest.first(10)).items().stream()
                        .filter(file -> file.visibility() == Audience.AUTHOR)
                        .findFirst()
                        .orElseThrow());
        archives.access.run(other, () -> {
            assertNotFound(() -> archives.attachments.get(own.id()));
            assertNotFound(() -> archives.attachments.remove(own.id()));
        });
    }

    @Test
    @DisplayName("ARC-18: a file that is removed is gone with its parts and with what the timeline told of it")
    void arc18_removed() {
        var kept = archives.attached(customer, "a.txt", "x", null);
        archives.deliver();
        archives.attachments.remove(kept.id());
        archives.deliver();

        assertNotFound(() -> archives.attachments.get(kept.id()));
        assertNotFound(() -> archives.attachments.remove(kept.id()));
        assertNotFound(() -> archives.attachments.content(kept.id()));
        assertThat(archives.timelineStore.kinds(customer)).isEmpty();
        assertThat(archives.audit.actions()).endsWith("attachment.removed");
    }

    @Test
    @DisplayName("ARC-18: a file needs a customer whom one may see, and a known audience; every fault is named")
    void arc18_faults() {
        var file = new CheckedFile("a.txt", "text/plain", new byte[] {'x'});
        assertThatThrownBy(() -> archives.attachments.keep(new AttachmentDraft(null, "FRIENDS", file)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/customerId", "/visibility"));
        var stranger = archives.user("Stranger", owner(new UserId(archives.ids.next())));
        archives.access.run(
                stranger,
                () -> assertNotFound(
                        () -> archives.attachments.keep(new AttachmentDraft(customer.value(), null, file))));
    }

    @Test
    @DisplayName("ARC-18: who has no right to files neither sees, adds nor removes one")
    void arc18_rights() {
        var kept = archives.attached(customer, "a.txt", "x", null);
        var nobody = new Actor(Actor.Kind.USER, archives.ids.next(), "Nobody");
        archives.access.grant(nobody, FakeAccess.ALL, "core:customer:view");
        archives.access.run(nobody, () -> {
            assertForbidden(() -> archives.attachments.get(kept.id()));
            assertForbidden(() -> archives.attachments.list(customer, PageRequest.first(1)));
            assertForbidden(() -> archives.attachments.content(kept.id()));
            assertForbidden(() -> archives.attachments.remove(kept.id()));
            assertForbidden(() -> archives.attached(customer, "b.txt", "x", null));
        });
    }

    @Test
    @DisplayName("ARC-18: a page of files is read from an index, of one customer as of all")
    void arc18_plan() {
        if (kind != DatabaseKind.DERBY) {
            return;
        }
        var store = new AttachmentStore(archives.unit, archives.cipher, archives.ids);
        var nobody = archives.ids.next();
        var reader = new Reader(owner(new UserId(nobody)), nobody, Set.of(archives.ids.next()));
        for (var of : Arrays.asList(customer, null)) {
            assertThat(DerbyPlan.of(archives.database, () -> store.list(of, reader, PageRequest.first(5))))
                    .contains("ARCHIVES_ATTACHMENT_" + (of == null ? "SORT" : "CUSTOMER"))
                    .doesNotContain("Sort ResultSet");
        }
    }

    private List<String> names(Actor actor, CustomerId of) {
        return archives.access.as(
                actor,
                () -> archives.attachments.list(of, PageRequest.first(50)).items().stream()
                        .map(Attachment::name)
                        .toList());
    }

    private List<@Nullable String> told(Actor actor, CustomerId of) {
        return archives.access.as(
                actor,
                () -> archives.timeline.list(of, null, PageRequest.first(50), Locale.ENGLISH).items().stream()
                        .map(TimelineItem::text)
                        .toList());
    }

    private static void assertNotFound(Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.NOT_FOUND));
    }

    private static void assertForbidden(Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.FORBIDDEN));
    }
}
