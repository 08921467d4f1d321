package org.kithwork.core.internal.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.IDN;
import java.net.URI;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.outbound.OutboundException;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OutboundHostsTest {

    private final OutboundFixture it;

    OutboundHostsTest(DatabaseKind kind) {
        it = new OutboundFixture(kind);
    }

    @AfterEach
    void close() {
        it.close();
    }

    private AllowedHost allow(@Nullable String host, boolean internal) {
        return it.hosts.allow(new OutboundHosts.Draft(host, internal, null));
    }

    private static Target target(String uri) {
        return Target.of(URI.create(uri)).orElseThrow();
    }

    @Test
    @DisplayName("S-30: the list is empty, and a host is called only while it stands there")
    void list() {
        assertThat(it.hosts.list()).isEmpty();
        assertThatThrownBy(() -> it.hosts.isInternal(target("https://api.example.com/")))
                .isInstanceOf(OutboundException.class);
        it.hosts.allow(new OutboundHosts.Draft(" API.Example.com ", null, "短信网关"));
        assertThat(it.hosts.isInternal(target("https://api.example.com/"))).isFalse();
        assertThat(it.hosts.isInternal(target("http://api.example.com/"))).isFalse();
        assertThatThrownBy(() -> it.hosts.isInternal(target("https://api.example.com:8443/")))
                .isInstanceOf(OutboundException.class);
        assertThatThrownBy(() -> it.hosts.isInternal(target("https://www.api.example.com/")))
                .isInstanceOf(OutboundException.class);
        assertThat(it.hosts.list())
                .singleElement()
                .satisfies(host -> assertThat(host.note()).isEqualTo("短信网关"));
        it.hosts.deny("api.example.com");
        assertThat(it.hosts.list()).isEmpty();
        assertThatThrownBy(() -> it.hosts.isInternal(target("https://api.example.com/")))
                .isInstanceOf(OutboundException.class);
        assertThat(it.audit.actions()).containsExactly("outbound.allowed", "outbound.denied");
    }

    @Test
    @DisplayName(
            "S-37: a port other than 80 and 443 is called only where it is named; a domain stands for what is below it")
    void patterns() {
        allow("sms.example.com:8443", false);
        allow("*.example.org", false);
        allow("微信.中国", false);
        assertThat(it.hosts.isInternal(target("https://sms.example.com:8443/"))).isFalse();
        assertThatThrownBy(() -> it.hosts.isInternal(target("https://sms.example.com/")))
                .isInstanceOf(OutboundException.class);
        assertThat(it.hosts.isInternal(target("https://a.b.example.org/"))).isFalse();
        assertThatThrownBy(() -> it.hosts.isInternal(target("https://example.org/")))
                .isInstanceOf(OutboundException.class);
        assertThatThrownBy(() -> it.hosts.isInternal(target("https://evilexample.org/")))
                .isInstanceOf(OutboundException.class);
        assertThat(it.hosts.isInternal(target("https://" + IDN.toASCII("微信.中国") + "/")))
                .isFalse();
    }

    @Test
    @DisplayName("S-37: what is no host is not allowed, and every fault is named")
    void faults() {
        for (var host : new String[] {
            "http://example.com",
            "*.com",
            "*",
            "*.10.0.0.1",
            "example.com:0",
            "example.com:65536",
            "example.com:",
            "a b",
            "127.1",
            "2130706433",
            "-a.com",
            "example.com/path"
        }) {
            assertThatThrownBy(() -> allow(host, false))
                    .as(host)
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID));
        }
        assertThatThrownBy(() -> allow(null, false)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> it.hosts.allow(new OutboundHosts.Draft("*.example.com", true, "x".repeat(201))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.faults()).hasSize(2));
        assertThat(it.hosts.list()).isEmpty();
        assertThatThrownBy(() -> it.hosts.deny("example.com"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
    }

    @Test
    @DisplayName("S-37 edge 39: of two administrators who allow one host one is told that it is allowed")
    void race() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            var all = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 8; i++) {
                var internal = i % 2 == 0;
                all.add(() -> {
                    try {
                        allow("race.example.com", internal);
                        return true;
                    } catch (Problem e) {
                        assertThat(e.code()).isEqualTo("host-allowed");
                        return false;
                    }
                });
            }
            var won = 0;
            for (var answer : pool.invokeAll(all)) {
                won += answer.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
            assertThat(it.audit.actions()).containsExactly("outbound.allowed");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("S-37: who only sees the list changes nothing")
    void rights() {
        var looker = new Actor(Actor.Kind.USER, "looker", "looker");
        it.access.grant(looker, "core:outbound:view");
        it.access.run(looker, () -> {
            assertThat(it.hosts.list()).isEmpty();
            assertThatThrownBy(() -> allow("example.com", false)).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> it.hosts.deny("example.com")).isInstanceOf(Problem.class);
        });
    }
}
