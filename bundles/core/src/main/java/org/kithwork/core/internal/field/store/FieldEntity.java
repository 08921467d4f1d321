package org.kithwork.core.internal.field.store;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.field.FieldType;

/** A row of {@code core_field}. */
@NullUnmarked
@Entity
@Table(name = "core_field")
public class FieldEntity {

    @Id
    public String id;

    @Column(name = "object_type")
    public String object;

    @Column(name = "field_key")
    public String fieldKey;

    @Column(name = "title_zh")
    public String titleZh;

    @Column(name = "title_en")
    public String titleEn;

    @Enumerated(EnumType.STRING)
    @Column(name = "field_type")
    public FieldType type = FieldType.TEXT;

    public boolean required;

    public boolean sensitive;

    public boolean searchable;

    public boolean retired;

    @Column(name = "max_length")
    public Integer maxLength;

    @Column(name = "min_number")
    public BigDecimal min;

    @Column(name = "max_number")
    public BigDecimal max;

    @Column(name = "number_scale")
    public Integer scale;

    /** Parted by spaces; {@code null} for all. */
    public String kinds;

    @Column(name = "group_zh")
    public String groupZh;

    @Column(name = "group_en")
    public String groupEn;

    public int place;

    public long version;
}
