package org.kithwork.itests;

class AttachedCustomersOnDerbyIT extends AttachedCustomersContract {

    AttachedCustomersOnDerbyIT() {
        super(Database.DERBY);
    }
}
