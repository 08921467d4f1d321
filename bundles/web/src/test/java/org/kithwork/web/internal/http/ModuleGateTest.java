package org.kithwork.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.web.internal.TestCore;
import org.kithwork.web.internal.http.ModuleGate.Inside;
import org.kithwork.web.internal.http.ModuleGate.NoModule;
import org.kithwork.web.internal.http.ModuleGate.Refused;

class ModuleGateTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final TestCore core = new TestCore();
    private final ModuleGate gate = new ModuleGate(core);

    @Test
    void aClosedGateWaitsForThoseInsideAndLetsNobodyIn() throws Exception {
        core.states.put("demo", State.RUNNING);
        var stay = ((Inside) gate.enter("demo")).stay();
        assertThat(gate.close("demo", Duration.ofMillis(20))).isFalse();
        assertThat(gate.enter("demo")).isInstanceOf(Refused.class);
        stay.end();
        stay.end();
        assertThat(gate.close("demo", LONG)).isTrue();
        gate.open("demo");
        assertThat(gate.enter("demo")).isInstanceOf(Inside.class);
    }

    @Test
    void whatIsRemovedIsNotThereBehindItsClosedGate() {
        core.states.put("demo", State.STOPPING);
        gate.close("demo", LONG);
        assertThat(gate.refusal("demo").orElseThrow().status()).isEqualTo(503);
        core.states.put("demo", State.AVAILABLE);
        assertThat(gate.refusal("demo").orElseThrow().status()).isEqualTo(404);
    }

    @Test
    void whatIsNoModuleHasNoGate() {
        assertThat(gate.enter("customers")).isInstanceOf(NoModule.class);
        assertThat(gate.enter("")).isInstanceOf(NoModule.class);
    }

    @Test
    void nobodyIsInsideOnceTheGateIsClosedWhateverTheRush() throws Exception {
        core.states.put("demo", State.RUNNING);
        var inside = new AtomicInteger();
        var late = new AtomicInteger();
        var refused = new AtomicInteger();
        var served = new AtomicInteger();
        var closed = new AtomicBoolean();
        var enough = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(100);
        var started = new CountDownLatch(100);
        var work = new ArrayList<Future<?>>();
        for (int i = 0; i < 100; i++) {
            work.add(threads.submit(() -> {
                started.countDown();
                while (!enough.get()) {
                    if (gate.enter("demo") instanceof Inside entry) {
                        inside.incrementAndGet();
                        late.addAndGet(closed.get() ? 1 : 0);
                        Thread.onSpinWait();
                        inside.decrementAndGet();
                        entry.stay().end();
                        served.incrementAndGet();
                    } else {
                        refused.incrementAndGet();
                    }
                }
                return null;
            }));
        }
        started.await();
        for (int round = 0; round < 20; round++) {
            assertThat(gate.close("demo", LONG)).isTrue();
            closed.set(true);
            assertThat(inside).hasValue(0);
            closed.set(false);
            gate.open("demo");
        }
        enough.set(true);
        for (var one : work) {
            one.get(10, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(late).hasValue(0);
        assertThat(served.get()).isPositive();
        assertThat(refused.get()).isPositive();
    }
}
