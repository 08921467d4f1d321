package org.kithwork.core.internal.field.store;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_field_value}. */
@NullUnmarked
@Entity
@Table(name = "core_field_value")
public class ValueEntity {

    /** The part of a value that is whole. */
    public static final String WHOLE = "-";

    @Id
    public String id;

    @Column(name = "object_type")
    public String object;

    @Column(name = "object_id")
    public String objectId;

    @Column(name = "customer_id")
    public String customerId;

    @Column(name = "field_id")
    public String fieldId;

    /** The choice where several are chosen, else {@link #WHOLE}. */
    public String part = WHOLE;

    @Column(name = "text_value")
    public String text;

    @Column(name = "number_value")
    public BigDecimal number;

    @Column(name = "date_value")
    public String date;

    public String currency;

    @Column(name = "value_cipher")
    public String valueCipher;

    @Column(name = "search_key")
    public String searchKey;
}
