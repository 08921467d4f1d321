package org.kithwork.itests;

class JournalOnDerbyIT extends JournalContract {

    JournalOnDerbyIT() {
        super(Database.DERBY);
    }
}
