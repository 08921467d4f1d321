package org.kithwork.core.internal.access.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;

/** The company's picture, under the hash of its bytes. */
@Entity
@Table(name = "core_company_logo")
public class LogoEntity {

    @Id
    @Column(name = "id")
    public String id;

    @Lob
    @Column(name = "picture")
    public byte[] picture;
}
