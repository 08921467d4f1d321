package org.kithwork.core.internal.limit.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;

/** The one row of {@code core_limit_settings}. */
@NullUnmarked
@Entity
@Table(name = "core_limit_settings")
public class LimitSettingsEntity {

    public static final String ID = "limits";

    @Id
    public String id = ID;

    public int unmaskings;

    public int lookups;

    @Column(name = "lookups_minute")
    public int lookupsMinute;

    public int views;

    @Column(name = "views_at_most")
    public Integer viewsAtMost;

    @Column(name = "export_rows")
    public int exportRows;

    @Version
    public long version;
}
