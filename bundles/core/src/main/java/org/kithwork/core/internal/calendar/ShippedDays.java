package org.kithwork.core.internal.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The announced days of mainland China that come with the product, for companies in its zones. */
final class ShippedDays {

    private static final String RESOURCE = "announced-cn.csv";
    private static final Set<String> ZONES = Set.of(
            "Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "Asia/Kashgar", "PRC");
    private static final Map<Integer, List<AnnouncedDay>> YEARS = read();

    private ShippedDays() {}

    /** The days of the year; none where they are not known, or not those of the zone. */
    static List<AnnouncedDay> of(int year, ZoneId zone) {
        return ZONES.contains(zone.getId()) ? YEARS.getOrDefault(year, List.of()) : List.of();
    }

    private static Map<Integer, List<AnnouncedDay>> read() {
        var days = new ArrayList<AnnouncedDay>();
        try (var in = ShippedDays.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + RESOURCE);
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var cells = line.split(",", 3);
                var from = LocalDate.parse(cells[0].substring(0, 10));
                var to = LocalDate.parse(cells[0].substring(cells[0].length() - 10));
                from.datesUntil(to.plusDays(1))
                        .forEach(day -> days.add(new AnnouncedDay(day, cells[1].equals("work"), cells[2])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return days.stream().collect(Collectors.groupingBy(day -> day.date().getYear()));
    }
}
