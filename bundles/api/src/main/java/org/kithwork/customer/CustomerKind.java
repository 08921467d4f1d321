package org.kithwork.customer;

/** What a customer is. */
public enum CustomerKind {
    PERSON,
    ORGANISATION
}
