package org.kithwork.core.internal.outbound.mail.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.core.internal.outbound.mail.MailProblem;
import org.kithwork.core.internal.outbound.mail.MailSecurity;

/** The one row of {@code core_mail_server}. */
@NullUnmarked
@Entity
@Table(name = "core_mail_server")
public class MailServerEntity {

    public static final String ID = "server";

    @Id
    public String id = ID;

    public String host;

    public int port;

    @Enumerated(EnumType.STRING)
    public MailSecurity security;

    public String username;

    @Column(name = "password_cipher")
    public String passwordCipher;

    public String sender;

    @Column(name = "sender_name")
    public String senderName;

    public String site;

    @Column(name = "failing_since")
    public Instant failingSince;

    @Enumerated(EnumType.STRING)
    public MailProblem problem;

    public String answer;

    @Version
    public long version;
}
