package org.kithwork.itests;

class OperationsOnDerbyIT extends OperationsContract {

    OperationsOnDerbyIT() {
        super(Database.DERBY);
    }
}
