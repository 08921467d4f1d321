package org.kithwork.core.internal.customer;

import org.jspecify.annotations.NullMarked;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.customer.ContactType;

/** The processor time of the ciphers and indexes of one customer with a telephone number and an address. */
@NullMarked
public final class SealingCost {

    private static final int TIMES = 20_000;
    private static final String PHONE = "+8613800000000";
    private static final String EMAIL = "p1000000@example.com";
    private static final String PLACE = "0192f0a0-0000-7000-8000-000000000000";

    private final CustomerProtection protection;

    public SealingCost(KeyRing ring) {
        this.protection = new CustomerProtection(new Keys(ring));
    }

    /** Two seals, and the indexes of both values for rows, keys and matches, and of the last four digits. */
    public double createMillis() {
        return each(() -> {
            long length = 0;
            for (String value : new String[] {PHONE, EMAIL}) {
                ContactType type = value.equals(PHONE) ? ContactType.PHONE : ContactType.EMAIL;
                length += protection.sealContact(PLACE, value).length();
                length += protection.blind(type, value).length();
                length += protection.blind(type, value).length();
                length += protection.blindCandidates(type, value).size();
            }
            String sealed = protection.sealContact(PLACE, PHONE);
            length += protection.openContact(PLACE, sealed).length();
            return length + protection.blindLastFour("0000").length();
        });
    }

    /** Two values opened. */
    public double getMillis() {
        String phone = protection.sealContact(PLACE, PHONE);
        String email = protection.sealContact(PLACE, EMAIL);
        return each(() -> protection.openContact(PLACE, phone).length()
                + protection.openContact(PLACE, email).length());
    }

    private static double each(Work work) {
        long seen = times(work);
        long start = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        seen += times(work);
        long nanos = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        if (seen == 0) {
            throw new IllegalStateException("nothing was sealed");
        }
        return nanos / 1e6 / TIMES;
    }

    private static long times(Work work) {
        long seen = 0;
        for (int i = 0; i < TIMES; i++) {
            seen += work.once();
        }
        return seen;
    }

    private interface Work {
        long once();
    }
}
