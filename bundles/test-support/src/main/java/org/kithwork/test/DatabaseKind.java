package org.kithwork.test;

/**
 * The databases that a store is tested on. Use it as {@code @ParameterizedClass @EnumSource(DatabaseKind.class)} on a
 * test class whose constructor takes one.
 */
public enum DatabaseKind {
    DERBY,
    POSTGRESQL
}
