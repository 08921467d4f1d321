package org.kithwork.itests;

class ImportsOnDerbyIT extends ImportsContract {

    ImportsOnDerbyIT() {
        super(Database.DERBY);
    }
}
