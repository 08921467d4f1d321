package org.kithwork.core.internal.field.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_field_choice}. */
@NullUnmarked
@Entity
@Table(name = "core_field_choice")
public class ChoiceEntity {

    @Id
    public String id;

    @Column(name = "field_id")
    public String fieldId;

    @Column(name = "choice_key")
    public String choiceKey;

    @Column(name = "title_zh")
    public String titleZh;

    @Column(name = "title_en")
    public String titleEn;

    public int place;

    public boolean retired;
}
