package org.kithwork.itests;

class OperationsOnPostgresIT extends OperationsContract {

    OperationsOnPostgresIT() {
        super(Database.POSTGRESQL);
    }
}
