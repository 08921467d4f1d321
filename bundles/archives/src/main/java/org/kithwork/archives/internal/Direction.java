package org.kithwork.archives.internal;

/** Who turned to whom. */
public enum Direction {
    /** The customer to us. */
    IN,
    /** We to the customer. */
    OUT
}
