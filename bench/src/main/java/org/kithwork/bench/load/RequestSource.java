package org.kithwork.bench.load;

/** Gives the requests of a measurement as the bytes that go over the wire; called by all workers at once. */
@FunctionalInterface
public interface RequestSource {

    /** The request with a number that no other call has. */
    byte[] request(long number);
}
