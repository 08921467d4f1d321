package org.kithwork.itests;

class HotLifeOnDerbyIT extends HotLifeContract {

    HotLifeOnDerbyIT() {
        super(Database.DERBY);
    }
}
