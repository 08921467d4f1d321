package org.kithwork.bench;

import java.util.Locale;

/** A request that is measured on both sides. */
enum Operation {
    GET("get by id", 200),
    NAME("search by name prefix", 200),
    PHONE("search by phone", 200),
    CREATE("create", 201);

    private final String title;
    private final int wanted;

    Operation(String title, int wanted) {
        this.title = title;
        this.wanted = wanted;
    }

    String title() {
        return title;
    }

    int wanted() {
        return wanted;
    }

    boolean isSearch() {
        return this == NAME || this == PHONE;
    }

    String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
