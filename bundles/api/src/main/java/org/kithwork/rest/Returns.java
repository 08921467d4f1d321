package org.kithwork.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a REST method answers when it succeeds, where its return type does not tell (it is a {@code Response}). It
 * feeds OpenAPI: {@code @Returns(status = 201, value = Purchase.class)}, {@code @Returns(value = Page.class, of =
 * Purchase.class)}, {@code @Returns(status = 204)}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Returns {

    /** The status, or each that is possible. */
    int[] status() default 200;

    /** The body; {@code Void} for none. */
    Class<?> value() default Void.class;

    /** What is in the body, where that is a list or a page of something. */
    Class<?> of() default Void.class;

    /** Another body, which a parameter asks for; {@code Void} where there is none. */
    Class<?> or() default Void.class;
}
