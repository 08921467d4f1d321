package org.kithwork.core.internal.calendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.reader.Cells;
import org.kithwork.problem.Faults;

/**
 * Reads announced days: JSON in the form of holiday-cn, a calendar (iCalendar) whose titles end with 休 or 班, or a table
 * with the columns date, kind and name.
 */
final class AnnouncementReader {

    private static final int LONGEST = 400_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WORK = Set.of("work", "working", "班", "上班", "补班", "调休上班", "false", "0");
    private static final Set<String> OFF = Set.of("off", "holiday", "休", "放假", "假日", "节假日", "true", "1");
    private static final Map<String, String> HEADER = Map.ofEntries(
            Map.entry("date", "date"),
            Map.entry("日期", "date"),
            Map.entry("kind", "kind"),
            Map.entry("type", "kind"),
            Map.entry("isoffday", "kind"),
            Map.entry("类型", "kind"),
            Map.entry("是否放假", "kind"),
            Map.entry("name", "name"),
            Map.entry("名称", "name"),
            Map.entry("节日", "name"));

    private AnnouncementReader() {}

    /** What the file announces, by year; names every fault. */
    static List<Announcement> read(@Nullable String content) {
        var file = new AnnouncementFile();
        var text = content == null ? "" : content.startsWith("\uFEFF") ? content.substring(1) : content;
        if (Faults.isBlank(text)) {
            file.fault("no-days");
        } else if (text.length() > LONGEST) {
            file.fault("file-long");
        } else if (text.stripLeading().startsWith("{")) {
            json(file, text);
        } else if (text.stripLeading().toUpperCase(Locale.ROOT).startsWith("BEGIN:VCALENDAR")) {
            calendar(file, text.stripLeading());
        } else {
            table(file, text);
        }
        return file.announcements();
    }

    private static void json(AnnouncementFile file, String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            file.fault("file-broken");
            return;
        }
        if (!root.path("year").isInt() || !root.path("days").isArray()) {
            file.fault("file-broken");
            return;
        }
        int place = 1;
        for (var day : root.path("days")) {
            var off = day.path("isOffDay");
            file.add(
                    place++,
                    date(day.path("date").asText("")),
                    off.isBoolean() ? !off.booleanValue() : null,
                    day.path("name").asText(""),
                    root.path("year").intValue());
        }
    }

    private static @Nullable LocalDate date(String said) {
        try {
            return LocalDate.parse(said);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static void table(AnnouncementFile file, String text) {
        var separator = text.lines().findFirst().orElse("").contains("\t") ? '\t' : ',';
        List<List<String>> rows = new ArrayList<>();
        try (var reader = CsvReader.builder().fieldSeparator(separator).ofCsvRecord(text)) {
            reader.forEach(row -> rows.add(row.getFields()));
        } catch (CsvParseException | java.io.IOException e) {
            file.fault("file-broken");
            return;
        }
        var columns = List.of("date", "kind", "name");
        int place = 0;
        for (var cells : rows) {
            place++;
            if (cells.stream().allMatch(Faults::isBlank)) {
                continue;
            }
            if (place == 1 && header(cells).contains("date")) {
                columns = header(cells);
                continue;
            }
            file.add(
                    place,
                    Cells.date(cell(cells, columns, "date"), false).value(),
                    working(cell(cells, columns, "kind")),
                    cell(cells, columns, "name"),
                    null);
        }
    }

    private static List<String> header(List<String> cells) {
        return cells.stream()
                .map(cell -> HEADER.getOrDefault(cell.strip().toLowerCase(Locale.ROOT), ""))
                .toList();
    }

    private static String cell(List<String> cells, List<String> columns, String column) {
        int at = columns.indexOf(column);
        return at < 0 || at >= cells.size() ? "" : cells.get(at);
    }

    private static @Nullable Boolean working(String said) {
        var word = said.strip().toLowerCase(Locale.ROOT);
        if (WORK.contains(word)) {
            return true;
        }
        return OFF.contains(word) ? false : null;
    }

    private static void calendar(AnnouncementFile file, String text) {
        var lines = text.replaceAll("\r?\n[ \t]", "").lines().toList();
        LocalDate start = null;
        LocalDate end = null;
        String title = "";
        int place = 0;
        for (var line : lines) {
            place++;
            var property = line.split("[:;]", 2)[0].strip().toUpperCase(Locale.ROOT);
            var value = line.substring(line.indexOf(':') + 1).strip();
            switch (property) {
                case "BEGIN" -> {
                    start = null;
                    end = null;
                    title = "";
                }
                case "DTSTART" -> start = basicDate(value);
                case "DTEND" -> end = basicDate(value);
                case "SUMMARY" -> title = value.replace("\\,", ",").replace("\\\\", "\\");
                case "END" -> {
                    if (value.equalsIgnoreCase("VEVENT")) {
                        event(file, place, start, end, title);
                    }
                }
                default -> {
                    // the rest says nothing about days
                }
            }
        }
    }

    /** A title such as 春节（休） or 国庆节 班; what ends otherwise is no announced day. */
    private static void event(
            AnnouncementFile file, int place, @Nullable LocalDate start, @Nullable LocalDate end, String title) {
        var plain = title.replaceAll("[()（）\\[\\]【】\\s]+$", "");
        if (!plain.endsWith("休") && !plain.endsWith("班")) {
            return;
        }
        var working = plain.endsWith("班");
        var name = plain.substring(0, plain.length() - 1).replaceAll("[(（\\[【\\s补]+$", "");
        if (start == null || (end != null && end.isAfter(start.plusDays(60)))) {
            file.fault("row-invalid", place);
            return;
        }
        var last = end == null || !end.isAfter(start) ? start.plusDays(1) : end;
        start.datesUntil(last).forEach(day -> file.add(place, day, working, name, null));
    }

    private static @Nullable LocalDate basicDate(String value) {
        return value.length() < 8
                ? null
                : date(value.substring(0, 4) + "-" + value.substring(4, 6) + "-" + value.substring(6, 8));
    }
}
