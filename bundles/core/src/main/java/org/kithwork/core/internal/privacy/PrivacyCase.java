package org.kithwork.core.internal.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;

/**
 * What a person asks about his data.
 *
 * @param content what was said and done; absent in lists, and once the person is erased
 * @param dueOn the last day to answer on, in the company's zone
 * @param daysLeft days until then, negative when it is over; absent when the case is closed
 * @param preview what carrying it out would meet; absent in lists, and in every state but PREVIEWED
 * @param operationId the export, erasure or restriction that carries it out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PrivacyCase(
        String id,
        Kind kind,
        State state,
        @Nullable CustomerId customerId,
        Channel channel,
        Requester requester,
        @Nullable Content content,
        Instant receivedAt,
        LocalDate dueOn,
        @Nullable Long daysLeft,
        boolean overdue,
        boolean extended,
        @Nullable Instant checkedAt,
        @Nullable Instant previewedAt,
        @Nullable CasePreview preview,
        @Nullable String operationId,
        @Nullable Instant closedAt,
        Instant createdAt,
        ActorName createdBy,
        long version) {

    /** What is asked for. */
    public enum Kind {
        ACCESS,
        COPY,
        PORT,
        CORRECT,
        ERASE,
        RESTRICT,
        WITHDRAW,
        OBJECT_AUTOMATED,
        COMPLAINT;

        /** Whether an operation over all modules does it. */
        boolean isOperation() {
            return this == ACCESS || this == COPY || this == PORT || this == ERASE || this == RESTRICT;
        }
    }

    /** How far it is. */
    public enum State {
        RECEIVED,
        IDENTITY_CHECKED,
        PREVIEWED,
        EXECUTING,
        DONE,
        REFUSED,
        WITHDRAWN;

        boolean isOpen() {
            return this == RECEIVED || this == IDENTITY_CHECKED || this == PREVIEWED || this == EXECUTING;
        }

        /** Whether a person may move a case from here to there. */
        boolean leadsTo(State next) {
            return switch (this) {
                case RECEIVED -> next == IDENTITY_CHECKED || next == REFUSED || next == WITHDRAWN;
                case IDENTITY_CHECKED ->
                    next == PREVIEWED || next == EXECUTING || next == DONE || next == REFUSED || next == WITHDRAWN;
                case PREVIEWED -> next == PREVIEWED || next == EXECUTING || next == REFUSED || next == WITHDRAWN;
                case EXECUTING -> next == DONE;
                case DONE, REFUSED, WITHDRAWN -> false;
            };
        }
    }

    /** How it came in. */
    public enum Channel {
        COUNTER,
        PHONE,
        EMAIL,
        LETTER,
        ONLINE,
        AUTHORITY,
        OTHER
    }

    /** Who asks. */
    public enum Requester {
        SELF,
        GUARDIAN,
        /** Of somebody who has died. */
        RELATIVE,
        AGENT
    }

    /** What was said and done, in words. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Content(
            @Nullable String requesterName,
            @Nullable String request,
            @Nullable String evidence,
            @Nullable String identityCheck,
            @Nullable String extension,
            @Nullable String outcome,
            @Nullable String appeal) {}
}
