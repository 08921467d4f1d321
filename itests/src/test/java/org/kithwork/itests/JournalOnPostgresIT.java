package org.kithwork.itests;

class JournalOnPostgresIT extends JournalContract {

    JournalOnPostgresIT() {
        super(Database.POSTGRESQL);
    }
}
