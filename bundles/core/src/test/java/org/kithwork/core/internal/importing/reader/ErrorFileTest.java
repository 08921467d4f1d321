package org.kithwork.core.internal.importing.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.core.internal.SharedData;

class ErrorFileTest {
    @Test
    @DisplayName("S-36: the guard against formulas is reversible and leaves nothing risky")
    void theGuardIsReversibleAndLeavesNothingRisky() throws IOException {
        List<String> cells = new ArrayList<>(Files.readAllLines(SharedData.find("security/csv_formula_payloads.txt")));
        SharedData.json("strings/blns.json").forEach(node -> cells.add(node.asText()));
        cells.addAll(
                List.of("=1+1", "+86 138", "-5", "@某人", "\t制表", "\rx", "\nx", "'=1", "''=1", "'普通", "", "普通", "＝1"));
        for (String cell : cells) {
            String guarded = FormulaGuard.guard(cell);
            assertThat(guarded).doesNotMatch("(?s)^[=+\\-@\\t\\r\\n].*");
            assertThat(FormulaGuard.unguard(guarded)).isEqualTo(cell);
        }
        assertThat(FormulaGuard.guard("普通")).isEqualTo("普通");
        assertThat(FormulaGuard.unguard("'普通")).isEqualTo("'普通");
    }

    @Test
    void refusedRowsComeBackAsTheyWere() throws IOException {
        List<String> header = List.of("编号", "备注");
        List<List<String>> rows = List.of(
                List.of("077889", "=1+1"),
                List.of("1", "第一行\n第二行"),
                List.of("2", "a\"b,c"),
                List.of("3", "\t制表"),
                List.of("-4", " 前后 "));
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (ErrorFile file = new ErrorFile(target, header)) {
            for (int i = 0; i < rows.size(); i++) {
                file.add(new CsvRow(i + 1, i + 2, 0, rows.get(i), CsvRow.Shape.FULL), "phone-invalid", "电话号码无效");
            }
        }
        ByteSource source = () -> new ByteArrayInputStream(target.toByteArray());
        CsvFormat format = CsvSniffer.detect(source, "auto", "auto");
        try (CsvSource read = CsvSource.open(source, format)) {
            assertThat(ErrorFile.isOurs(read.header())).isTrue();
            assertThat(ErrorFile.originalColumns(read.header())).isEqualTo(header);
            for (List<String> row : rows) {
                List<String> cells = read.next().orElseThrow().cells();
                assertThat(cells.subList(0, 2).stream().map(FormulaGuard::unguard))
                        .isEqualTo(row);
                assertThat(cells.subList(3, 5)).containsExactly("phone-invalid", "电话号码无效");
            }
        }
    }

    @Test
    void anErrorFileOfAnErrorFileHasOneSetOfReasons() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        new ErrorFile(target, List.of("a", "kithwork:row", "kithwork:code", "kithwork:reason")).close();
        assertThat(target.toString("UTF-8").strip()).isEqualTo("\uFEFFa,kithwork:row,kithwork:code,kithwork:reason");
    }
}
