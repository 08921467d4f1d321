package org.kithwork.itests;

class HotLifeOnPostgresIT extends HotLifeContract {

    HotLifeOnPostgresIT() {
        super(Database.POSTGRESQL);
    }
}
