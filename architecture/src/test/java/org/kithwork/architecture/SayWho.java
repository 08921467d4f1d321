package org.kithwork.architecture;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** A REST method, or its resource, carries @Requires or @Public. */
final class SayWho extends ArchCondition<JavaMethod> {

    static final SayWho MAY_CALL = new SayWho();

    private SayWho() {
        super("have @Requires or @Public");
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
        if (!Rules.saysWho(method)) {
            events.add(
                    SimpleConditionEvent.violated(method, method.getFullName() + " says nothing of who may call it"));
        }
    }
}
