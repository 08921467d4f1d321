package org.kithwork.core.internal.outbound.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_outbound_host}. */
@NullUnmarked
@Entity
@Table(name = "core_outbound_host")
public class HostEntity {

    @Id
    public String host;

    public boolean internal;

    public String note;

    @Column(name = "allowed_at")
    public Instant allowedAt;

    @Column(name = "allowed_by")
    public String allowedBy;

    @Column(name = "allowed_name")
    public String allowedName;
}
