package org.kithwork.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.web.internal.DemoResource;
import org.kithwork.web.internal.WebServer;

class LeavingTest {

    private static final String THINGS = "/api/v1/demo/things";

    @Test
    void aRequestThatBreaksBecauseItsModuleLeavesIsToldSo() throws Exception {
        var demo = new DemoResource();
        try (var server = new WebServer(demo)) {
            server.core.states.put("demo", State.RUNNING);
            demo.inside = () -> {
                server.core.states.put("demo", State.STOPPING);
                throw new IllegalStateException("Bundle is stopped");
            };
            var answer = server.get(THINGS);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("problems/module-not-running");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void aModuleWhoseResourcesAreNotThereYetIsNotRunning() throws Exception {
        try (var server = new WebServer(new DemoResource())) {
            server.core.states.put("funnel", State.RUNNING);
            assertThat(server.get("/api/v1/funnel/deals").body()).contains("problems/module-not-running");
        }
    }

    @Test
    void whoComesBeforeThePlatformIsUpIsToldThatItStarts() throws Exception {
        try (var server = new WebServer(new DemoResource())) {
            server.stage.waitsFor = new TreeSet<>(Set.of("SessionResource"));
            var early = server.get("/api/v1/nothing-yet");
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(early.headers().firstValue("Retry-After")).isPresent();
            assertThat(server.get(THINGS).statusCode()).isEqualTo(200);

            server.stage.waitsFor = Collections.emptySortedSet();
            assertThat(server.get("/api/v1/nothing-yet").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aFailureRightAfterTheResourcesLeftIsNoDefectEvenWithoutAnyState() throws Exception {
        var demo = new DemoResource();
        try (var server = new WebServer(demo)) {
            server.core.states.put("demo", State.RUNNING);
            var root = server.stage.register(demo, "demo", "demo");
            demo.inside = () -> {
                server.stage.unregister(root);
                throw new IllegalStateException("Bundle is stopped");
            };
            assertThat(server.get(THINGS).body()).contains("problems/module-not-running");
            server.core.states.remove("demo");
            assertThat(server.get("/api/v1/demo/gone").body()).contains("problems/module-not-installed");
        }
    }

    @Test
    void aRequestInFlightFinishesAndLaterOnesAre503() throws Exception {
        var demo = new DemoResource();
        try (var server = new WebServer(demo)) {
            server.core.states.put("demo", State.RUNNING);
            var entered = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            demo.inside = () -> {
                entered.countDown();
                try {
                    go.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            };
            var threads = Executors.newFixedThreadPool(2);
            var first = threads.submit(() -> server.get(THINGS));
            entered.await();
            var closing = threads.submit(() -> server.stage.gate.close("demo", Duration.ofSeconds(10)));
            while (server.stage.gate.isOpen("demo")) {
                Thread.onSpinWait();
            }
            assertThat(server.get(THINGS).statusCode()).isEqualTo(503);
            go.countDown();
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(closing.get()).isTrue();
            threads.shutdown();
        }
    }

    @Test
    void underLoadClosingGivesOnly200And503() throws Exception {
        var demo = new DemoResource();
        try (var server = new WebServer(demo)) {
            server.core.states.put("demo", State.RUNNING);
            var broken = new AtomicBoolean();
            demo.inside = () -> {
                if (broken.get()) {
                    throw new IllegalStateException("Bundle is stopped");
                }
            };
            var enough = new AtomicBoolean();
            var threads = Executors.newFixedThreadPool(100);
            var answers = new ArrayList<Future<List<Integer>>>();
            for (int i = 0; i < 100; i++) {
                answers.add(threads.submit((Callable<List<Integer>>) () -> {
                    var statuses = new ArrayList<Integer>();
                    while (!enough.get()) {
                        HttpResponse<String> answer = server.get(THINGS);
                        statuses.add(answer.statusCode());
                    }
                    return statuses;
                }));
            }
            for (int round = 0; round < 10; round++) {
                assertThat(server.stage.gate.close("demo", Duration.ofSeconds(10)))
                        .isTrue();
                broken.set(true);
                server.core.states.put("demo", State.STOPPING);
                broken.set(false);
                server.core.states.put("demo", State.RUNNING);
                server.stage.gate.open("demo");
                TimeUnit.MILLISECONDS.sleep(20);
            }
            enough.set(true);
            var all = new ArrayList<Integer>();
            for (var answer : answers) {
                all.addAll(answer.get(20, TimeUnit.SECONDS));
            }
            threads.shutdown();
            assertThat(all).contains(200).doesNotContain(500, 404).allMatch(status -> status == 200 || status == 503);
        }
    }
}
