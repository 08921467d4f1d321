package org.kithwork.itests;

class ImportsOnPostgresIT extends ImportsContract {

    ImportsOnPostgresIT() {
        super(Database.POSTGRESQL);
    }
}
