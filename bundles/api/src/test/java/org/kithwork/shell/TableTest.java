package org.kithwork.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsStandUnderEachOtherWhateverTheScriptOfTheirCells() {
        var table = new Table(List.of("Name", "Phone", "Store"));
        table.row(List.of("欧阳娜娜", "13957000548", "Main store"));
        table.row(List.of("Ada", "1", "滨江店"));

        assertThat(printed(table)).isEqualTo("""
                Name     | Phone       | Store
                ---------+-------------+-----------
                欧阳娜娜 | 13957000548 | Main store
                Ada      | 1           | 滨江店
                """);
    }

    @Test
    void aTableWithoutRowsSaysSo() {
        assertThat(printed(new Table(List.of("Id", "Name")))).isEqualTo("Id | Name\n---+-----\n-\n");
    }

    @Test
    void aCharacterTakesTheWidthThatATerminalGivesIt() {
        assertThat(Table.width("abc")).isEqualTo(3);
        assertThat(Table.width("é")).isEqualTo(1);
        assertThat(Table.width("e\u0301")).isEqualTo(1);
        assertThat(Table.width("（店）")).isEqualTo(6);
        assertThat(Table.width("ﾊﾝ")).isEqualTo(2);
        assertThat(Table.width("🍵")).isEqualTo(2);
    }

    private static String printed(Table table) {
        var bytes = new ByteArrayOutputStream();
        table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
