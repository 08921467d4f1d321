package org.kithwork.bench.data;

/** A made-up customer; {@code store} counts from 1. */
public record Person(
        long index,
        String number,
        String familyName,
        String givenName,
        int sex,
        int month,
        int day,
        String occupation,
        String phone,
        String email,
        int store) {

    public String name() {
        return familyName + givenName;
    }
}
