package org.kithwork.core.internal.outbound.mail.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.core.internal.outbound.mail.MailProblem;
import org.kithwork.core.internal.outbound.mail.MailState;

/** A row of {@code core_mail}. */
@NullUnmarked
@Entity
@Table(name = "core_mail")
public class MailEntity {

    @Id
    public String id;

    @Column(name = "mail_key")
    public String mailKey;

    @Column(name = "customer_id")
    public String customerId;

    @Column(name = "address_key")
    public String addressKey;

    @Column(name = "content_cipher")
    public String contentCipher;

    @Enumerated(EnumType.STRING)
    public MailState state;

    public int attempts;

    @Column(name = "next_at")
    public Instant nextAt;

    @Column(name = "retry_until")
    public Instant retryUntil;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "ended_at")
    public Instant endedAt;

    @Enumerated(EnumType.STRING)
    public MailProblem problem;

    public String answer;

    /** The module that wrote it. */
    public String module() {
        return mailKey.substring(0, mailKey.indexOf(':'));
    }
}
