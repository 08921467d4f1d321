package org.kithwork.archives.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.archives.internal.SignalKind;
import org.kithwork.archives.internal.SignalState;

/** A row of {@code archives_signal}. */
@NullUnmarked
@Entity
@Table(name = "archives_signal")
class FoundSignalEntity {

    @Id
    String id;

    @Version
    long version;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "rule_name")
    String ruleName;

    @Enumerated(EnumType.STRING)
    SignalKind kind;

    @Column(name = "found_at")
    Instant foundAt;

    @Column(name = "sort_key")
    String sortKey;

    @Enumerated(EnumType.STRING)
    SignalState state;

    @Column(name = "decided_by")
    String decidedBy;

    @Column(name = "decided_by_name")
    String decidedByName;

    @Column(name = "decided_at")
    Instant decidedAt;

    @Column(name = "note_cipher")
    String noteCipher;
}
