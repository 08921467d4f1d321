package com.example.hostile;

import java.util.concurrent.locks.LockSupport;

/** A part of a module whose start never ends and does not let itself be interrupted; it leaves the processor to others. */
public final class Endless {

    public Endless() {
        while (true) {
            LockSupport.parkNanos(1_000_000);
            var unused = Thread.interrupted();
        }
    }
}
