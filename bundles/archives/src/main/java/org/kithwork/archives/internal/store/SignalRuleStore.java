package org.kithwork.archives.internal.store;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Direction;
import org.kithwork.archives.internal.InteractionChannel;
import org.kithwork.archives.internal.SignalKind;
import org.kithwork.archives.internal.SignalRule;
import org.kithwork.archives.internal.SignalRuleId;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the rules by which signals are found. */
@Component(service = SignalRuleStore.class)
public final class SignalRuleStore {

    private static final String NONE = "";
    private static final String ACTIVE = "ACTIVE";
    private static final String OFF = "OFF";

    private final ArchivesUnit unit;

    @Activate
    public SignalRuleStore(@Reference ArchivesUnit unit) {
        this.unit = unit;
    }

    private static Sql rules() {
        return Sql.select(
                "r.id, r.version, r.name, r.kind, r.words, r.channel, r.direction, r.least, r.days, r.standing"
                        + " FROM archives_signal_rule r");
    }

    /** In the order of their ids, which is that of time. */
    public List<SignalRule> all() {
        return unit.in(em -> rules().orderBy("r.id").rows(em).stream()
                .map(SignalRuleStore::rule)
                .toList());
    }

    public Optional<SignalRule> find(SignalRuleId id) {
        return unit.in(em -> rules().where("r.id = ?", id.value()).rows(em).stream()
                .findFirst()
                .map(SignalRuleStore::rule));
    }

    public void insert(SignalRule rule) {
        unit.in(em -> run(
                em,
                "INSERT INTO archives_signal_rule (name, kind, words, channel, direction, least, days, standing, version, id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rule));
    }

    /** Whether it was changed; not where somebody changed or removed it since this version. */
    public boolean change(SignalRule after, long version) {
        return unit.in(em -> run(
                        em,
                        "UPDATE archives_signal_rule SET name = ?, kind = ?, words = ?, channel = ?, direction = ?,"
                                + " least = ?, days = ?, standing = ?, version = ? WHERE id = ? AND version = ?",
                        after,
                        version)
                == 1);
    }

    public void remove(SignalRuleId id) {
        unit.in(em -> em.createNativeQuery("DELETE FROM archives_signal_rule WHERE id = ?")
                .setParameter(1, id.value())
                .executeUpdate());
    }

    private static int run(EntityManager em, String statement, SignalRule rule, Object... more) {
        var query = em.createNativeQuery(statement)
                .setParameter(1, rule.name())
                .setParameter(2, rule.kind().name())
                .setParameter(3, String.join("\n", rule.words()))
                .setParameter(4, text(rule.channel()))
                .setParameter(5, text(rule.direction()))
                .setParameter(6, rule.count())
                .setParameter(7, rule.days())
                .setParameter(8, rule.active() ? ACTIVE : OFF)
                .setParameter(9, rule.version())
                .setParameter(10, rule.id().value());
        for (int i = 0; i < more.length; i++) {
            query.setParameter(11 + i, more[i]);
        }
        return query.executeUpdate();
    }

    private static String text(@Nullable Enum<?> value) {
        return value == null ? NONE : value.name();
    }

    private static SignalRule rule(Object[] row) {
        var channel = (String) row[5];
        var direction = (String) row[6];
        return new SignalRule(
                new SignalRuleId((String) row[0]),
                ((Number) row[1]).longValue(),
                (String) row[2],
                SignalKind.valueOf((String) row[3]),
                List.of(((String) row[4]).split("\n")),
                channel.equals(NONE) ? null : InteractionChannel.valueOf(channel),
                direction.equals(NONE) ? null : Direction.valueOf(direction),
                ((Number) row[7]).intValue(),
                ((Number) row[8]).intValue(),
                ACTIVE.equals(row[9]));
    }
}
