package org.kithwork.funnel.internal.pipeline;

/** What an opportunity may have to have before it enters a stage; named by its member on the wire. */
public enum Requirement {
    CUSTOMER("customerId"),
    AMOUNT("amount"),
    CLOSE_DATE("closeOn"),
    SOURCE("source"),
    PRODUCTS("products");

    private final String member;

    Requirement(String member) {
        this.member = member;
    }

    /** The member of an opportunity that holds it. */
    public String member() {
        return member;
    }
}
