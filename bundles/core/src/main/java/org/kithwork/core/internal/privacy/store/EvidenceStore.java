package org.kithwork.core.internal.privacy.store;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is shown to an authority: states, times and counts, and nothing about anybody. */
@Component(service = EvidenceStore.class)
public class EvidenceStore {

    private final JpaTemplate jpa;

    @Activate
    public EvidenceStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** Cases in the order in which they were entered. */
    public List<Map<String, Object>> cases() {
        return rows(
                Sql.select("c.id, c.kind, c.state, c.requester, c.channel, c.received_at, c.due_day, c.extended,"
                                + " c.checked_at, c.closed_at FROM core_privacy_case c")
                        .orderBy("c.id"),
                "id",
                "kind",
                "state",
                "requester",
                "channel",
                "receivedAt",
                "dueOn",
                "extended",
                "checkedAt",
                "closedAt");
    }

    /** Legal holds, without their reasons and customers. */
    public List<Map<String, Object>> holds() {
        return rows(
                Sql.select("h.id, h.created_at, h.until_day, h.released_at FROM core_privacy_hold h")
                        .orderBy("h.id"),
                "id",
                "setAt",
                "until",
                "releasedAt");
    }

    /** How often each decision was made for each purpose, by the notice that was shown. */
    public List<Map<String, Object>> consents() {
        return rows(
                Sql.select("e.notice_version, e.purpose, e.channel, e.decision, COUNT(*), MIN(e.decided_at),"
                                + " MAX(e.decided_at) FROM core_consent_event e")
                        .groupBy("e.notice_version, e.purpose, e.channel, e.decision")
                        .orderBy("e.purpose, e.channel, e.decision, e.notice_version"),
                "noticeVersion",
                "purpose",
                "channel",
                "decision",
                "count",
                "first",
                "last");
    }

    /** Erasures, each with the id of its certificate. */
    public List<Map<String, Object>> erasures() {
        return rows(
                Sql.select("o.id, o.kind, o.state, o.created_at, o.finished_at, o.open_steps FROM core_operation o")
                        .where("o.kind IN ('ERASE', 'ANONYMISE')")
                        .orderBy("o.id"),
                "certificate",
                "mode",
                "state",
                "begunAt",
                "finishedAt",
                "openParts");
    }

    /** The rights of each role, and how many have the role. */
    public List<Map<String, Object>> rights() {
        return rows(
                Sql.select("r.word, g.permission, g.scope, (SELECT COUNT(*) FROM core_user_role u"
                                + " WHERE u.role_id = r.id) FROM core_role r JOIN core_grant g ON g.role_id = r.id")
                        .orderBy("r.word, g.permission"),
                "role",
                "permission",
                "scope",
                "users");
    }

    /** Who may see masked values, take data along or erase, by the ids of users. */
    public List<Map<String, Object>> holders() {
        return rows(
                Sql.select("DISTINCT g.permission, u.user_id, r.word, g.scope FROM core_grant g"
                                + " JOIN core_role r ON r.id = g.role_id JOIN core_user_role u ON u.role_id = r.id")
                        .where("(g.permission LIKE '%:unmask' OR g.permission LIKE '%:export'"
                                + " OR g.permission LIKE '%:erase')")
                        .orderBy("g.permission, u.user_id, r.word, g.scope"),
                "permission",
                "user",
                "role",
                "scope");
    }

    /** Which roles ask for a second factor. */
    public List<Map<String, Object>> factors() {
        return rows(
                Sql.select("r.word, r.second_factor, (SELECT COUNT(*) FROM core_user_role u WHERE u.role_id = r.id)"
                                + " FROM core_role r")
                        .orderBy("r.word"),
                "role",
                "secondFactor",
                "users");
    }

    /** Where the system may call out to. */
    public List<Map<String, Object>> hosts() {
        return rows(
                Sql.select("h.host, h.internal, h.allowed_at FROM core_outbound_host h")
                        .orderBy("h.host"),
                "host",
                "internal",
                "allowedAt");
    }

    /** Modules with what they were granted. */
    public List<Map<String, Object>> modules() {
        return rows(
                Sql.select("m.name, m.desired, m.package_version, m.package_hash, m.approved, m.installed_at"
                                + " FROM core_module m")
                        .orderBy("m.name"),
                "module",
                "desired",
                "version",
                "sha256",
                "rights",
                "installedAt");
    }

    private List<Map<String, Object>> rows(Sql sql, String... names) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var all = new ArrayList<Map<String, Object>>();
            for (var row : sql.rows(em)) {
                var line = new LinkedHashMap<String, Object>();
                for (int i = 0; i < names.length; i++) {
                    if (row[i] != null) {
                        line.put(names[i], row[i] instanceof Timestamp time ? time.toInstant() : row[i]);
                    }
                }
                all.add(line);
            }
            return all;
        });
    }
}
