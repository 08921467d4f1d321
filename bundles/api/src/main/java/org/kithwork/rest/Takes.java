package org.kithwork.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what may be in the body of a REST method where its parameter does not: the members of a {@link Patch}, the parts
 * of a form with files (a file is {@code byte[]}). OpenAPI is made from it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Takes {

    /** A record with a component for each member or part. */
    Class<? extends Record> value();
}
