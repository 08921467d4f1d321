package org.kithwork.core.internal.consent.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;

/** The one row of {@code core_send_rules}. */
@NullUnmarked
@Entity
@Table(name = "core_send_rules")
public class SendRulesEntity {

    public static final String ID = "send";

    @Id
    public String id = ID;

    @Column(name = "per_day")
    public int perDay;

    @Column(name = "per_week")
    public int perWeek;

    @Column(name = "quiet_from")
    public String quietFrom;

    @Column(name = "quiet_until")
    public String quietUntil;

    @Column(name = "care_grant")
    public boolean careGrant;

    @Column(name = "survey_grant")
    public boolean surveyGrant;

    @Column(name = "loyalty_grant")
    public boolean loyaltyGrant;

    @Version
    public long version;
}
