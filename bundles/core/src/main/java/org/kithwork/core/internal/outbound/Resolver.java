package org.kithwork.core.internal.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks up the addresses of a host. */
interface Resolver {

    InetAddress[] resolve(String host) throws UnknownHostException;
}
