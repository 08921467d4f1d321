package org.kithwork.bench;

/** Who asks: the clerk of a store with 0.1 % of the customers, or one who sees all. */
enum Scope {
    CLERK("clerk"),
    ALL("all");

    private final String title;

    Scope(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
