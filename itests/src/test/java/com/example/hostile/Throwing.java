package com.example.hostile;

/** A part of a module that fails while it starts. */
public final class Throwing {

    public Throwing() {
        throw new IllegalStateException("It does not want to start");
    }
}
