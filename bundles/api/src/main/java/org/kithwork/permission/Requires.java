package org.kithwork.permission;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that a REST method or a shell command needs, such as {@code "archives:purchase:view"}. It feeds the
 * filter, OpenAPI, the shell's access list and the authorisation matrix; the service asks as well. The word
 * {@link #SIGNED_IN} stands for anybody who has signed in.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {

    /** Anybody who has signed in; for what concerns nobody but himself. */
    String SIGNED_IN = "signed-in";

    String value();
}
