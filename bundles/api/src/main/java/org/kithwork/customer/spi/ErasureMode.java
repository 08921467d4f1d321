package org.kithwork.customer.spi;

/** What an erasure leaves. */
public enum ErasureMode {
    /** All goes but what the law has the company keep, which stands under a pseudonym. */
    ERASE,
    /**
     * The person goes, and figures that describe nobody stay: how many, how much, when, where. Nothing that is left leads
     * back, in this system or by the numbers of another one: no external keys, and the core forgets the pseudonym.
     */
    ANONYMISE
}
