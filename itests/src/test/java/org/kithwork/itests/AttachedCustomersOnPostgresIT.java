package org.kithwork.itests;

class AttachedCustomersOnPostgresIT extends AttachedCustomersContract {

    AttachedCustomersOnPostgresIT() {
        super(Database.POSTGRESQL);
    }
}
