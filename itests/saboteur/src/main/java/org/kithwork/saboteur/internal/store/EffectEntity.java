package org.kithwork.saboteur.internal.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.kithwork.saboteur.internal.Effect;

@Entity
@Table(name = "saboteur_effect")
class EffectEntity {
    @Id
    private String id;

    @Column(name = "event_id")
    private String eventId;

    @Column(name = "event_type")
    private String eventType;

    @Column(name = "subject_id")
    private String customerId;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected EffectEntity() {}

    EffectEntity(Effect effect) {
        this.id = effect.id();
        this.eventId = effect.eventId();
        this.eventType = effect.type();
        this.customerId = effect.customerId();
    }

    Effect toEffect() {
        return new Effect(id, eventId, eventType, customerId);
    }
}
