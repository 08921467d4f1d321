package org.kithwork.itests;

class ModulesOnPostgresIT extends ModulesContract {

    ModulesOnPostgresIT() {
        super(Database.POSTGRESQL);
    }
}
