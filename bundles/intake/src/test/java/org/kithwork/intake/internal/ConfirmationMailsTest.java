package org.kithwork.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.event.Event;
import org.kithwork.intake.internal.Receipts.Link;
import org.kithwork.intake.internal.Submission.Delivery;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.permission.Actor;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ConfirmationMailsTest {

    private static final Pattern LINK = Pattern.compile("https://crm\\.example\\.com/public/intake/confirm/(\\S+)");

    private final Intake it;

    ConfirmationMailsTest(DatabaseKind kind) {
        it = new Intake(kind);
    }

    @AfterEach
    void close() {
        it.close();
    }

    private Submission send(String name, String email) {
        return it.send(it.form(true), "fullName", name, "phone", "13800138006", "email", email, "consent-0", "yes");
    }

    @Test
    @DisplayName("IMP-10: whoever is to confirm gets the link by mail in his language, and nothing of what was typed")
    void mailed() {
        var sent = send("赵六", "zhao@example.com");
        assertThat(sent.delivery()).isNull();
        it.deliver();

        assertThat(it.again(sent).delivery()).isEqualTo(Delivery.MAILED);
        assertThat(it.mails.sent()).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("zhao@example.com");
            assertThat(mail.language().toLanguageTag()).isEqualTo("zh-CN");
            assertThat(mail.subject()).isEqualTo("请确认：会员登记");
            assertThat(mail.text()).doesNotContain("赵六", "138");
        });
        var link = LINK.matcher(it.mails.sent().get(0).text());
        assertThat(link.find()).isTrue();
        assertThat(it.receipts.confirm(link.group(1))).isEqualTo(Link.USED);
        it.deliver();
        assertThat(it.again(sent).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    @DisplayName("IMP-10: an event that is delivered twice writes once")
    void once() {
        send("赵六", "zhao@example.com");
        var event = it.journal.events().stream()
                .filter(each -> each.type().equals(IntakeEvents.UNCONFIRMED.name()))
                .findFirst()
                .orElseThrow();
        handle(event);
        handle(event);

        assertThat(it.mails.sent()).hasSize(1);
    }

    private void handle(Event event) {
        var module = Actor.module("intake");
        it.access.allowAll(module);
        it.access.run(module, () -> it.database.transactions().run(() -> it.confirmations.handle(event)));
    }

    @Test
    @DisplayName("IMP-10: without an address or a server staff are told to hand the link over")
    void byHand() {
        var without = it.send(it.form(true), "fullName", "钱七", "phone", "13800138007");
        it.deliver();
        it.mails.open(false);
        var closed = send("孙八", "sun@example.com");
        it.deliver();

        assertThat(it.again(without).delivery()).isEqualTo(Delivery.NO_ADDRESS);
        assertThat(it.again(closed).delivery()).isEqualTo(Delivery.NO_CHANNEL);
        assertThat(it.mails.sent()).isEmpty();
        assertThat(it.submissions.link(closed.id())).isNotBlank();
    }

    @Test
    @DisplayName(
            "IMP-10: nobody fills the mailbox of another by a form: three mails a day, whatever the form and the case of letters")
    void bombs() {
        for (int i = 0; i < 3; i++) {
            send("甲" + i, "victim@example.com");
        }
        var fourth = send("乙", "Victim@Example.com");
        var other = send("丙", "other@example.com");
        it.deliver();

        assertThat(it.again(fourth).delivery()).isEqualTo(Delivery.TOO_MANY);
        assertThat(it.again(other).delivery()).isEqualTo(Delivery.MAILED);
        assertThat(it.mails.sent()).hasSize(4);
    }

    @Test
    @DisplayName("IMP-10: what was confirmed or is gone before the mail was written is not written to")
    void late() {
        var sent = send("赵六", "zhao@example.com");
        it.receipts.confirm(it.submissions.link(sent.id()));
        it.deliver();

        assertThat(it.mails.sent()).isEmpty();
    }
}
