package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.archives.internal.FollowUpDraft.Cancellation;
import org.kithwork.archives.internal.FollowUpDraft.Completion;
import org.kithwork.archives.internal.FollowUpDraft.Repeat;
import org.kithwork.archives.internal.calendar.CalendarFeed;
import org.kithwork.archives.internal.calendar.CalendarPurpose;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CalendarFeedTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String SITE = "https://crm.example.com";
    private static final int OCTETS = 75;

    private final Archives archives;
    private final CalendarFeed feed;
    private final Actor seller;
    private CustomerId customer = new CustomerId("00000000-0000-7000-8000-000000000001");
    private LocalDate today = LocalDate.EPOCH;

    CalendarFeedTest(DatabaseKind kind) {
        archives = new Archives(kind);
        feed = new CalendarFeed(
                archives.access,
                archives.customers,
                archives.followUpStore,
                archives.followUpDays,
                archives.company,
                archives.clock);
        var id = archives.ids.next();
        seller = archives.user(id, "销售", Archives.owner(new UserId(id)));
    }

    @BeforeEach
    void open() {
        customer = archives.customers.add(new UserId(seller.id()), null);
        today = archives.clock.instant().atZone(SHANGHAI).toLocalDate();
    }

    @AfterEach
    void close() {
        archives.close();
    }

    private FollowUp plan(LocalDate day, LocalTime time, @Nullable Repeat repeat) {
        var at = day.atTime(time).atZone(SHANGHAI).toInstant().toString();
        return archives.access.as(
                seller,
                () -> archives.followUpBook.plan(new FollowUpDraft(
                        customer.value(), at, "VISIT", "机密：降价 13800138000", "内部备注", null, null, repeat)));
    }

    private FollowUp plan(LocalDate day) {
        return plan(day, LocalTime.of(14, 30), null);
    }

    private CalendarFeed.Feed read(String language) {
        return archives.access.as(
                seller, () -> feed.of(new UserId(seller.id()), Locale.forLanguageTag(language), SITE));
    }

    private ICalendar calendar() {
        return Biweekly.parse(read("zh-CN").text()).first();
    }

    private List<VEvent> events() {
        return calendar().getEvents();
    }

    private VEvent only() {
        assertThat(events()).hasSize(1);
        return events().get(0);
    }

    @Test
    @DisplayName("ARC-12: a follow-up is an event of half an hour with its kind, its customer and the way to his page")
    void anEvent() {
        archives.customers.call(customer, "欧阳娜娜");
        var followUp = plan(today.plusDays(2));

        var event = only();

        assertThat(event.getUid().getValue()).isEqualTo(followUp.id() + "@kithwork");
        assertThat(event.getSummary().getValue()).isEqualTo("拜访：欧阳娜娜");
        assertThat(event.getDescription().getValue()).isEqualTo("待完成\n" + SITE + "/ui/customers/" + customer);
        assertThat(event.getUrl().getValue()).isEqualTo(SITE + "/ui/customers/" + customer);
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(followUp.planAt());
        assertThat(event.getDateStart().getValue().hasTime()).isTrue();
        assertThat(event.getDuration().getValue().getMinutes()).isEqualTo(30);
        assertThat(event.getStatus().isConfirmed()).isTrue();
        assertThat(event.getDateTimeStamp().getValue())
                .isEqualTo(event.getLastModified().getValue());
        assertThat(read("en").text()).contains("SUMMARY:Visit: ");
    }

    @Test
    @DisplayName("ARC-12: the calendar says who made it, its zone and how often to look")
    void theCalendar() {
        var calendar = calendar();
        assertThat(calendar.getVersion()).isEqualTo(ICalVersion.V2_0);
        assertThat(calendar.getProductId().getValue()).contains("Kithwork");
        assertThat(calendar.getMethod().isPublish()).isTrue();
        assertThat(calendar.getNames())
                .singleElement()
                .satisfies(name -> assertThat(name.getValue()).isEqualTo("回访"));
        assertThat(calendar.getRefreshInterval().getValue().getHours()).isEqualTo(1);
        assertThat(calendar.getExperimentalProperty("X-WR-TIMEZONE").getValue()).isEqualTo("Asia/Shanghai");
        assertThat(read("zh-CN").text().replace("\r\n ", "")).contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n");
    }

    @Test
    @DisplayName("ARC-12: one that is planned for midnight takes the whole day")
    void allDay() {
        plan(today.plusDays(2), LocalTime.MIDNIGHT, null);
        var start = only().getDateStart().getValue();
        var day = today.plusDays(2);
        assertThat(start.hasTime()).isFalse();
        assertThat(read("en").text().replace("\r\n ", ""))
                .contains("DTSTART;VALUE=DATE:" + day.toString().replace("-", ""))
                .contains("DTEND;VALUE=DATE:" + day.plusDays(1).toString().replace("-", ""));
    }

    @Test
    @DisplayName("ARC-12, S-08: what a follow-up is about and its note stay inside")
    void saysLittle() {
        plan(today.plusDays(2));
        assertThat(read("zh-CN").text().replace("\r\n ", ""))
                .doesNotContain("降价", "13800138000", "内部备注")
                .contains("CLASS:PRIVATE");
    }

    @Test
    @DisplayName("ARC-12: names with signs of the format, of several lines or very long come out as they went in")
    void names() {
        for (var name : List.of(
                "王, 李; 和 \\ 张: \"有限\"",
                "一\n二",
                "DESCRIPTION:x\r\nEND:VCALENDAR",
                "上海某某餐饮管理有限公司".repeat(20),
                "👨‍👩‍👧 ".repeat(30) + "家")) {
            archives.customers.call(customer, name);
            plan(today.plusDays(2));

            assertThat(events())
                    .last()
                    .satisfies(event ->
                            assertThat(event.getSummary().getValue()).isEqualTo("拜访：" + name.replace("\r\n", "\n")));
            assertThat(read("zh-CN").text().split("\r\n"))
                    .allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                            .as(line)
                            .isLessThanOrEqualTo(OCTETS));
        }
    }

    @Test
    @DisplayName(
            "ARC-12: a change has the same uid and a higher sequence, and another tag; nothing new has the same tag")
    void changes() {
        var followUp = plan(today.plusDays(2));
        var before = only();
        var tag = read("zh-CN").tag();
        assertThat(read("zh-CN").tag()).isEqualTo(tag).startsWith("\"").endsWith("\"");

        archives.clock.advance(Duration.ofMinutes(5));
        archives.access.as(
                seller,
                () -> archives.followUpBook.change(
                        followUp.id(),
                        followUp.version(),
                        FakePatch.of(
                                "planAt", followUp.planAt().plusSeconds(3600).toString())));

        var after = only();
        assertThat(after.getUid()).isEqualTo(before.getUid());
        assertThat(after.getSequence().getValue())
                .isGreaterThan(before.getSequence().getValue());
        assertThat(after.getLastModified().getValue())
                .isAfter(before.getLastModified().getValue());
        assertThat(read("zh-CN").tag()).isNotEqualTo(tag);
    }

    @Test
    @DisplayName("ARC-12: one that was given up is cancelled in the calendar, one that was done says so")
    void whatBecameOfIt() {
        var given = plan(today.plusDays(2));
        var done = plan(today.plusDays(3));
        archives.access.run(seller, () -> {
            archives.followUpBook.cancel(given.id(), new Cancellation(null, null));
            archives.followUpBook.complete(done.id(), new Completion(null));
        });
        assertThat(events())
                .extracting(event -> event.getStatus().getValue())
                .containsExactly(
                        Status.cancelled().getValue(), Status.confirmed().getValue());
        assertThat(events().get(1).getDescription().getValue()).startsWith("已完成\n");
    }

    @Test
    @DisplayName("ARC-12: of a series there is each visit that is planned, as an event of its own")
    void series() {
        var first = plan(today, LocalTime.of(23, 30), new Repeat("WEEK", 1, null, null));
        archives.access.run(seller, () -> archives.followUpBook.complete(first.id(), new Completion(null)));
        assertThat(events())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getRecurrenceRule()).isNull())
                .extracting(event -> event.getUid().getValue())
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("ARC-12: it reaches from thirty days back to four hundred ahead")
    void reach() {
        plan(today);
        plan(today.plusDays(400));
        plan(today.plusDays(401));
        assertThat(events()).hasSize(2);
        archives.clock.advance(Duration.ofDays(30));
        assertThat(events()).hasSize(3);
        archives.clock.advance(Duration.ofDays(1));
        assertThat(events()).hasSize(2);
    }

    @Test
    @DisplayName("ARC-12, S-11: it has one's own alone, of customers in scope; who may see none gets none")
    void scope() {
        plan(today.plusDays(1));
        archives.followUpBook.plan(new FollowUpDraft(
                customer.value(),
                archives.clock.instant().plusSeconds(86400).toString(),
                "CALL",
                "Another's",
                null,
                null,
                null,
                null));
        assertThat(events()).hasSize(1);

        archives.customers.assign(customer, new UserId(archives.ids.next()), null);
        assertThat(events())
                .as("it is still his, the customer is not, so his name is not shown")
                .allSatisfy(event -> assertThat(event.getSummary().getValue()).isEqualTo("拜访：客户不可见"));

        archives.access.revoke(seller);
        assertThatThrownBy(() -> read("en")).isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("ARC-12: of an erased customer there is no name and no page")
    void erased() {
        plan(today.plusDays(1));
        archives.database
                .transactions()
                .run(() -> archives.data.erase(new CustomerErasure(
                        archives.ids.next(), customer, ErasureMode.ANONYMISE, "pseudonym", "asked for it")));
        archives.customers.erase(customer);
        archives.access.grant(seller, FakeAccess.ALL, ArchivesPermissions.VIEW_FOLLOW_UPS, "core:customer:view");
        var event = only();
        assertThat(event.getUrl()).isNull();
        assertThat(event.getSummary().getValue()).isEqualTo("拜访：客户不可见");
        assertThat(event.getStatus().isCancelled()).isTrue();
    }

    @Test
    @DisplayName("ARC-12: the purpose of the link names rights to view alone, and its path has the secret as it is")
    void purpose() {
        var purpose = new CalendarPurpose();
        assertThat(purpose.rights()).allMatch(right -> right.action().equals("view"));
        assertThat(purpose.path("a-b_C")).isEqualTo("/public/archives/calendar/a-b_C.ics");
    }
}
