package org.kithwork.core.internal.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** What an address stands for, by the registries of special addresses for IPv4 and IPv6. */
public enum AddressKind {
    /** Somewhere in the world. */
    PUBLIC,
    /** This machine or a private network. */
    INTERNAL,
    /** Nothing that anybody calls: link-local, multicast, reserved, or where a cloud keeps its secrets. */
    FORBIDDEN;

    private static final int V4 = 4;
    private static final int V6 = 16;

    /** The addresses at which clouds answer with credentials, beside those that are link-local. */
    private static final List<Range> METADATA = List.of(
            Range.of("100.100.100.200/32"),
            Range.of("168.63.129.16/32"),
            Range.of("192.0.0.192/32"),
            Range.of("fd00:ec2::/32"),
            Range.of("fd20:ce::254/128"));

    private static final List<Range> PRIVATE = List.of(
            Range.of("10.0.0.0/8"),
            Range.of("100.64.0.0/10"),
            Range.of("127.0.0.0/8"),
            Range.of("172.16.0.0/12"),
            Range.of("192.168.0.0/16"),
            Range.of("::1/128"),
            Range.of("fc00::/7"));

    private static final List<Range> RESERVED = List.of(
            Range.of("0.0.0.0/8"),
            Range.of("169.254.0.0/16"),
            Range.of("192.0.0.0/24"),
            Range.of("192.0.2.0/24"),
            Range.of("192.88.99.0/24"),
            Range.of("198.18.0.0/15"),
            Range.of("198.51.100.0/24"),
            Range.of("203.0.113.0/24"),
            Range.of("224.0.0.0/3"),
            Range.of("2001::/23"),
            Range.of("2001:db8::/32"),
            Range.of("3fff::/20"));

    private static final Range GLOBAL = Range.of("2000::/3");

    /** Addresses that hold one of IPv4, and where in them it stands. */
    private static final List<Wrapping> WRAPPINGS = List.of(
            new Wrapping(Range.of("::ffff:0:0:0/96"), 12),
            new Wrapping(Range.of("64:ff9b::/96"), 12),
            new Wrapping(Range.of("2002::/16"), 2));

    private record Wrapping(Range range, int from) {}

    public static AddressKind of(InetAddress address) {
        return of(address.getAddress());
    }

    private static AddressKind of(byte[] bytes) {
        if (bytes.length == V6) {
            var inside = insideOf(bytes);
            if (inside.length == V4) {
                return of(inside);
            }
        }
        if (isIn(METADATA, bytes)) {
            return FORBIDDEN;
        }
        if (isIn(PRIVATE, bytes)) {
            return INTERNAL;
        }
        return isIn(RESERVED, bytes) || (bytes.length == V6 && !GLOBAL.holds(bytes)) ? FORBIDDEN : PUBLIC;
    }

    /** The IPv4 address in one of IPv6: mapped, translated or tunnelled; the same bytes where there is none. */
    private static byte[] insideOf(byte[] bytes) {
        if (isMapped(bytes)) {
            return Arrays.copyOfRange(bytes, V6 - V4, V6);
        }
        for (var wrapping : WRAPPINGS) {
            if (wrapping.range().holds(bytes)) {
                return Arrays.copyOfRange(bytes, wrapping.from(), wrapping.from() + V4);
            }
        }
        return bytes;
    }

    /** {@code ::ffff:a.b.c.d}, which no text makes an address of IPv6 in Java. */
    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < V6 - V4 - 2; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[V6 - V4 - 2] == (byte) 0xff && bytes[V6 - V4 - 1] == (byte) 0xff;
    }

    private static boolean isIn(List<Range> ranges, byte[] bytes) {
        return ranges.stream().anyMatch(range -> range.holds(bytes));
    }

    private record Range(byte[] start, int bits) {

        static Range of(String text) {
            var slash = text.indexOf('/');
            try {
                return new Range(
                        InetAddress.getByName(text.substring(0, slash)).getAddress(),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean holds(byte[] bytes) {
            if (bytes.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit % Byte.SIZE);
                if ((bytes[bit / Byte.SIZE] & mask) != (start[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
