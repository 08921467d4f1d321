package org.kithwork.itests;

class ModulesOnDerbyIT extends ModulesContract {

    ModulesOnDerbyIT() {
        super(Database.DERBY);
    }
}
