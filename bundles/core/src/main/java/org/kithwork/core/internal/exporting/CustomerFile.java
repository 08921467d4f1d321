package org.kithwork.core.internal.exporting;

import java.io.Closeable;
import java.io.IOException;
import org.kithwork.customer.Customer;

/** A file that customers are written into, one after the other. */
interface CustomerFile extends Closeable {

    void add(Customer customer) throws IOException;
}
