package org.kithwork.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.Report.LoadRow;

class ReportTest {

    @Test
    void aLineHoldsBothSidesAndHowManyTimesTheOneIsTheOther(@TempDir Path directory) {
        Report report = new Report(List.of("--quick"), directory, Clock.systemUTC());
        report.add(row(Report.REFERENCE, 2));
        report.add(row(Report.PRODUCT, 3));
        report.add(new Figure("cold start to ready", "derby", 0, "s", Report.REFERENCE, List.of(4.0, 9.0, 5.0), 7));
        report.add(new Figure("cold start to ready", "derby", 0, "s", Report.PRODUCT, List.of(10.0), 2));

        assertThat(report.markdown())
                .contains("| create | clerk | 1000 | derby | 8 | 2.00 / 3.00 (1.50×) |")
                .contains("| cold start to ready | derby | – | s | 5.00 | 10.0 | 2.00 | 3 | 7.00 |");
    }

    private static LoadRow row(String side, double median) {
        return new LoadRow("create", "clerk", 1000, "derby", 8, side, 100, 0, "", 50, median, 4, 5, 6, 1, 0, 7);
    }
}
