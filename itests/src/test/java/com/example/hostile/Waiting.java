package com.example.hostile;

import java.util.concurrent.CountDownLatch;

/** A part of a module that waits for what never comes while it starts. */
public final class Waiting {

    public Waiting() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
