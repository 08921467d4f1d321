package org.kithwork.core.internal.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressKindTest {

    @ParameterizedTest
    @DisplayName("S-37: an address somewhere in the world is called")
    @ValueSource(strings = {"93.184.216.34", "114.114.114.114", "172.32.0.1", "2400:3200::1", "64:ff9b::5db8:d822"})
    void world(String address) throws UnknownHostException {
        assertThat(kind(address)).isEqualTo(AddressKind.PUBLIC);
    }

    @ParameterizedTest
    @DisplayName("S-37: loopback, private networks and carriers' networks are internal, in every form of IPv6 too")
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "::1",
                "fd12:3456::1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "2002:7f00:1::1",
                "::ffff:0:127.0.0.1"
            })
    void internal(String address) throws UnknownHostException {
        assertThat(kind(address)).isEqualTo(AddressKind.INTERNAL);
    }

    @ParameterizedTest
    @DisplayName("S-37: link-local, multicast, reserved addresses and the clouds' metadata are called by nobody")
    @ValueSource(
            strings = {
                "0.0.0.0",
                "169.254.169.254",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::127.0.0.1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "2001:db8::1",
                "2001::1",
                "64:ff9b::169.254.169.254",
                "2002:a9fe:a9fe::1",
                "64:ff9b:1::1"
            })
    void forbidden(String address) throws UnknownHostException {
        assertThat(kind(address)).isEqualTo(AddressKind.FORBIDDEN);
    }

    @Test
    @DisplayName("S-37: an IPv4 address that is mapped into IPv6 is judged as what it is")
    void mapped() throws UnknownHostException {
        assertThat(kind("::ffff:127.0.0.1")).isEqualTo(AddressKind.INTERNAL);
        assertThat(kind("::ffff:169.254.169.254")).isEqualTo(AddressKind.FORBIDDEN);
        assertThat(kind("::ffff:93.184.216.34")).isEqualTo(AddressKind.PUBLIC);
        var bytes = new byte[16];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        bytes[12] = 127;
        bytes[15] = 1;
        assertThat(AddressKind.of(java.net.Inet6Address.getByAddress("raw", bytes, -1)))
                .isEqualTo(AddressKind.INTERNAL);
    }

    @ParameterizedTest
    @DisplayName("S-37: what systems read as an address in more than one way is no host")
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://127.0.0.1./",
                "http://127.0.0.01/",
                "http://256.1.1.1/",
                "http://example.com./",
                "http://user@example.com/",
                "http://user:word@example.com/",
                "http:///path",
                "http:example.com",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "http://[fe80::1%25eth0]/",
                "//example.com/"
            })
    void ambiguous(String uri) {
        assertThat(Target.of(URI.create(uri))).isEmpty();
    }

    @Test
    @DisplayName("S-37: the list may name a host by itself, with its port, or by a domain above it")
    void names() {
        assertThat(Target.of(URI.create("https://API.shop.Example.com/x"))
                        .orElseThrow()
                        .names())
                .containsExactly(
                        "api.shop.example.com:443",
                        "api.shop.example.com",
                        "*.shop.example.com:443",
                        "*.shop.example.com",
                        "*.example.com:443",
                        "*.example.com",
                        "*.com:443",
                        "*.com");
        assertThat(Target.of(URI.create("http://10.0.0.1:8080/")).orElseThrow().names())
                .containsExactly("10.0.0.1:8080");
        assertThat(Target.of(URI.create("http://example.com:443/"))
                        .orElseThrow()
                        .names())
                .as("http on the port of https is unusual")
                .doesNotContain("example.com");
    }

    private static AddressKind kind(String address) throws UnknownHostException {
        return AddressKind.of(InetAddress.getByName(address));
    }
}
