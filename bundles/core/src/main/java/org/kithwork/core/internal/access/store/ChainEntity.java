package org.kithwork.core.internal.access.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A link of the audit's chain. */
@Entity
@Table(name = "core_audit_chain")
public class ChainEntity {

    @Id
    @Column(name = "seq")
    public long seq;

    @Column(name = "audit_id")
    public String auditId;

    @Column(name = "hash")
    public String hash;
}
