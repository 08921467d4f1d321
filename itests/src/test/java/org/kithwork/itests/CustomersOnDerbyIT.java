package org.kithwork.itests;

class CustomersOnDerbyIT extends CustomersContract {

    CustomersOnDerbyIT() {
        super(Database.DERBY);
    }
}
