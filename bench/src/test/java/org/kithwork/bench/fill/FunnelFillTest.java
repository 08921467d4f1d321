package org.kithwork.bench.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.bench.fill.FunnelFill.Deal;
import org.kithwork.bench.fill.FunnelFill.Pattern;
import org.kithwork.core.internal.id.TimeOrderedIds;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.core.internal.protection.TextCipher;
import org.kithwork.funnel.internal.opportunity.Followed;
import org.kithwork.funnel.internal.opportunity.Followed.Left;
import org.kithwork.funnel.internal.opportunity.Followed.Step;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.store.TimeKey;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.TestDatabase;
import org.kithwork.text.Bilingual;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FunnelFillTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant WRITTEN = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant OPENED = Instant.parse("2025-06-30T15:30:00Z");
    private static final Duration PAUSE = Duration.ofHours(7);
    private static final int COUNT = 30;

    private static final Pipeline PIPELINE = new Pipeline(
            new PipelineId(id(0)),
            1,
            new Bilingual("渠道", "Trade"),
            Set.of(),
            Set.of(),
            List.of(
                    stage(1, StageKind.OPEN, 10),
                    stage(2, StageKind.OPEN, 50),
                    stage(3, StageKind.WON, 100),
                    stage(4, StageKind.LOST, 0)),
            false);

    private final TestDatabase database;

    FunnelFillTest(DatabaseKind kind) {
        database = TestDatabase.create(kind, "funnel", "db/funnel/changelog.xml");
    }

    @Test
    void whatIsKeptOfEachIsWhatFollowsFromItsSteps(@TempDir Path folder) throws SQLException {
        List<Pattern> patterns = List.of(
                pattern(11, "WON", null, 0, 1, 0, 2),
                pattern(12, "OPEN", null, 0, 1, 0),
                pattern(13, "LOST", "PRICE", 0, 3));
        KeyRing ring = KeyRing.open(folder.resolve("keys"), folder.resolve("data"), true);
        TextCipher cipher = new TextCipher(new Keys(ring));

        new FunnelFill(
                        () -> database.dataSource().getConnection(),
                        cipher,
                        new TimeOrderedIds(Clock.systemUTC()),
                        ZONE,
                        new PrintStream(OutputStream.nullOutputStream()))
                .fill(patterns, COUNT, number -> deal(patterns, number));

        List<String> made = texts("SELECT id FROM funnel_opportunity WHERE id NOT LIKE '00000000%'");
        assertThat(made).hasSize(COUNT);
        for (String one : made) {
            assertThat(kept(one)).as(one).isEqualTo(followed(one));
            assertThat(cipher.open(
                            "funnel_opportunity",
                            "title",
                            one,
                            text("SELECT title_cipher FROM funnel_opportunity WHERE id = '" + one + "'")))
                    .startsWith("年会用酒");
        }
        List<String> reasons = texts("SELECT id || ' ' || reason_cipher FROM funnel_transition"
                + " WHERE reason_cipher IS NOT NULL AND id NOT LIKE '00000000%'");
        assertThat(reasons).hasSize(COUNT / patterns.size()).allSatisfy(reason -> {
            String[] parts = reason.split(" ");
            assertThat(cipher.open("funnel_transition", "reason", parts[0], parts[1]))
                    .isEqualTo("PRICE");
        });
    }

    /** What is kept beside the steps. */
    private record Kept(
            @Nullable String furthest,
            @Nullable String decidedKey,
            @Nullable String decidedOn,
            @Nullable String cycle,
            String since,
            TreeMap<String, Left> left) {}

    private Kept kept(String id) throws SQLException {
        List<String> row =
                rows("SELECT furthest_stage, decided_key, decided_on, cycle_ms, since_ms FROM funnel_opportunity"
                                + " WHERE id = '" + id + "'")
                        .get(0);
        TreeMap<String, Left> left = new TreeMap<>();
        for (List<String> stay :
                rows("SELECT stage_id, total_ms, stays FROM funnel_stay WHERE opportunity_id = '" + id + "'")) {
            left.put(stay.get(0), new Left(Long.parseLong(stay.get(1)), Integer.parseInt(stay.get(2))));
        }
        return new Kept(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), left);
    }

    private Kept followed(String id) throws SQLException {
        List<Step> steps = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT to_stage, to_kind, moved_at FROM funnel_transition WHERE opportunity_id = ? ORDER BY"
                                + " step_no")) {
            query.setString(1, id);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    steps.add(new Step(
                            new StageId(rows.getString(1)),
                            StageKind.valueOf(rows.getString(2)),
                            rows.getTimestamp(3).toLocalDateTime().toInstant(ZoneOffset.UTC)));
                }
            }
        }
        Followed followed = Followed.of(PIPELINE, steps);
        StageId furthest = followed.furthest();
        Instant decided = followed.decidedAt();
        return new Kept(
                furthest == null ? null : furthest.value(),
                decided == null ? null : TimeKey.of(decided, id),
                decided == null ? null : LocalDate.ofInstant(decided, ZONE).toString(),
                decided == null
                        ? null
                        : String.valueOf(Duration.between(OPENED, decided).toMillis()),
                String.valueOf(followed.since().toEpochMilli()),
                new TreeMap<>(followed.left()));
    }

    private static Deal deal(List<Pattern> patterns, long number) {
        return new Deal(
                patterns.get((int) (number % patterns.size())),
                id(21),
                null,
                id(22),
                "年会用酒 " + number,
                "fair",
                new BigDecimal("980.00"),
                LocalDate.parse("2025-09-01"),
                OPENED,
                PAUSE);
    }

    /** Writes one as the product would, an hour in each stage. */
    private Pattern pattern(int number, String status, @Nullable String lost, int... way) throws SQLException {
        String id = id(number);
        List<Stage> stages = PIPELINE.stages();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < way.length; i++) {
            Stage to = stages.get(way[i]);
            steps.add(new Step(to.id(), to.kind(), WRITTEN.plus(Duration.ofHours(i))));
            insert(
                    "INSERT INTO funnel_transition (id, opportunity_id, step_no, pipeline_id, to_stage, to_name,"
                            + " to_kind, moved_at, reason_cipher, created_by) VALUES (?, ?, ?, ?, ?, '{}', ?, ?, ?,"
                            + " 'bench')",
                    id(number * 100 + i),
                    id,
                    i + 1,
                    id(0),
                    to.id().value(),
                    to.kind().name(),
                    stored(steps.get(i).at()),
                    to.kind() == StageKind.LOST ? "sealed" : null);
        }
        Followed followed = Followed.of(PIPELINE, steps);
        for (var stay : followed.left().entrySet()) {
            insert(
                    "INSERT INTO funnel_stay (opportunity_id, stage_id, total_ms, stays) VALUES (?, ?, ?, ?)",
                    id,
                    stay.getKey(),
                    stay.getValue().millis(),
                    stay.getValue().stays());
        }
        Step last = steps.get(steps.size() - 1);
        Timestamp decided = followed.decidedAt() == null ? null : stored(last.at());
        StageId furthest = followed.furthest();
        insert(
                "INSERT INTO funnel_opportunity (id, version, pipeline_id, stage_id, status, forecast, owner_id,"
                        + " opened_at, entered_at, won_at, lost_at, decided_key, decided_on, cycle_ms, furthest_stage,"
                        + " since_ms, sort_key, close_key, created_at, created_by, updated_at, updated_by) VALUES (?, 1,"
                        + " ?, ?, ?, 'PIPELINE', 'bench', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'bench', ?, 'bench')",
                id,
                id(0),
                last.to().value(),
                status,
                stored(WRITTEN),
                stored(last.at()),
                status.equals("WON") ? decided : null,
                status.equals("LOST") ? decided : null,
                decided == null ? null : TimeKey.of(last.at(), id),
                decided == null ? null : "2026-03-01",
                decided == null ? null : 1L,
                furthest == null ? null : furthest.value(),
                followed.since().toEpochMilli(),
                TimeKey.of(WRITTEN, id),
                "2026-04-01" + id,
                stored(WRITTEN),
                stored(WRITTEN));
        return new Pattern(id, way.length, lost);
    }

    private static Timestamp stored(Instant at) {
        return InteractionFill.stored(at);
    }

    private static Stage stage(int number, StageKind kind, int probability) {
        return new Stage(
                new StageId(id(number)),
                new Bilingual("阶段" + number, "Stage " + number),
                kind,
                probability,
                Set.of(),
                Set.of(),
                List.of());
    }

    private static String id(int number) {
        return String.format("00000000-0000-7000-8000-%012d", number);
    }

    private void insert(String statement, @Nullable Object... values) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }

    private String text(String query) throws SQLException {
        return texts(query).get(0);
    }

    private List<String> texts(String query) throws SQLException {
        return rows(query).stream().map(row -> row.get(0)).toList();
    }

    private List<List<String>> rows(String query) throws SQLException {
        List<List<String>> found = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String[] row = new String[rows.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = rows.getString(i + 1);
                }
                found.add(Arrays.asList(row));
            }
        }
        return found;
    }
}
