package org.kithwork.funnel.internal.score;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;

/** Names a rule. */
public record ScoreRuleId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public ScoreRuleId {
        if (!Ids.isId(value)) {
            throw notFound();
        }
    }

    static Problem notFound() {
        return Problem.notFound(Message.of(ScoreRuleId.class, "thing.score-rule"));
    }

    /** The id that a path names. */
    public static ScoreRuleId fromString(String value) {
        return new ScoreRuleId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
