package org.kithwork.customer;

/** The ways to reach a customer. */
public enum ContactType {
    PHONE,
    EMAIL,
    ADDRESS,
    WECHAT,
    OTHER
}
