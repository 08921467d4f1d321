package org.kithwork.itests;

class CustomersOnPostgresIT extends CustomersContract {

    CustomersOnPostgresIT() {
        super(Database.POSTGRESQL);
    }
}
