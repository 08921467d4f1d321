package org.kithwork.core.internal.calendar.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what the company says about days, and the announcements that were imported. */
@Component(service = CalendarStore.class)
public class CalendarStore {

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public CalendarStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    /** What the company says about days of the year, in their order. */
    public List<DayEntity> company(int year) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("* FROM core_calendar_day")
                        .where("day_date >= ?", first(year))
                        .where("day_date < ?", first(year + 1))
                        .orderBy("day_date")
                        .entities(em, DayEntity.class));
    }

    /** What imported announcements, of whichever year, say about days of the year. */
    public List<AnnouncedEntity> announced(int year) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("* FROM core_calendar_announced")
                        .where("day_date >= ?", first(year))
                        .where("day_date < ?", first(year + 1))
                        .orderBy("day_date")
                        .entities(em, AnnouncedEntity.class));
    }

    /** Whether the announcement of the year was imported. */
    public boolean isImported(int year) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("cal_year FROM core_calendar_year")
                        .where("cal_year = ?", year)
                        .exists(em));
    }

    public Optional<DayEntity> find(LocalDate date) {
        return jpa.txExpr(
                TransactionType.Required, em -> Optional.ofNullable(em.find(DayEntity.class, date.toString())));
    }

    /** The company's day with its row locked until the transaction ends. */
    public Optional<DayEntity> lock(LocalDate date) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Optional.ofNullable(em.find(DayEntity.class, date.toString(), LockModeType.PESSIMISTIC_WRITE)));
    }

    /** Adds a day of the company; {@code false} when there is one of this date. */
    public boolean insert(DayEntity row) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> dialect.insertIfAbsent(
                        em,
                        "core_calendar_day",
                        new String[] {"day_date", "working", "name", "version", "entered_at", "entered_by"},
                        row.date,
                        row.working,
                        row.name,
                        row.version,
                        Timestamp.from(row.enteredAt),
                        row.enteredBy));
    }

    public void remove(DayEntity row) {
        jpa.tx(TransactionType.Required, em -> em.remove(em.contains(row) ? row : em.merge(row)));
    }

    public void flush() {
        jpa.tx(TransactionType.Required, EntityManager::flush);
    }

    /** Notes that the year's announcement is imported; who else does so waits until the transaction ends. */
    public void take(int year, Instant at, String by) {
        jpa.tx(TransactionType.Required, em -> {
            var moment = Timestamp.from(at);
            var columns = new String[] {"cal_year", "imported_at", "imported_by"};
            if (!dialect.insertIfAbsent(em, "core_calendar_year", columns, year, moment, by)) {
                em.createNativeQuery(
                                "UPDATE core_calendar_year SET imported_at = ?, imported_by = ? WHERE cal_year = ?")
                        .setParameter(1, moment)
                        .setParameter(2, by)
                        .setParameter(3, year)
                        .executeUpdate();
            }
        });
    }

    /** The days of the year's announcement. */
    public List<AnnouncedEntity> ofAnnouncement(int year) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("* FROM core_calendar_announced")
                        .where("cal_year = ?", year)
                        .orderBy("day_date")
                        .entities(em, AnnouncedEntity.class));
    }

    /** Takes the days of the year's announcement out. */
    public void clear(int year) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery("DELETE FROM core_calendar_announced WHERE cal_year = ?")
                        .setParameter(1, year)
                        .executeUpdate());
    }

    /** Puts a day in, in the place of what an earlier year announced for it; a later year's announcement stays. */
    public void announce(AnnouncedEntity row) {
        jpa.tx(TransactionType.Required, em -> {
            em.createNativeQuery("DELETE FROM core_calendar_announced WHERE day_date = ? AND cal_year < ?")
                    .setParameter(1, row.date)
                    .setParameter(2, row.year)
                    .executeUpdate();
            dialect.insertIfAbsent(
                    em,
                    "core_calendar_announced",
                    new String[] {"day_date", "cal_year", "working", "name"},
                    row.date,
                    row.year,
                    row.working,
                    row.name);
        });
    }

    /** Forgets that the year's announcement was imported; {@code false} when it was not. */
    public boolean forget(int year) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> em.createNativeQuery("DELETE FROM core_calendar_year WHERE cal_year = ?")
                                .setParameter(1, year)
                                .executeUpdate()
                        == 1);
    }

    private static String first(int year) {
        return LocalDate.of(year, 1, 1).toString();
    }
}
