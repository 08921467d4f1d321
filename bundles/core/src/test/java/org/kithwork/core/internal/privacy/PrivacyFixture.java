package org.kithwork.core.internal.privacy;

import java.time.Clock;
import org.kithwork.core.internal.privacy.store.CaseStore;
import org.kithwork.core.internal.privacy.store.HoldStore;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.store.SchemaReady;
import org.kithwork.test.FakeCompany;
import org.kithwork.test.FakeJson;
import org.kithwork.test.FakeWorkingDays;
import org.kithwork.test.TestDatabase;

/** What other areas need of this one. */
public final class PrivacyFixture {

    private PrivacyFixture() {}

    public static PrivacyRecords records(TestDatabase db, Keys keys, Clock clock) {
        SchemaReady ready = () -> "core";
        var cipher = new PrivacyCipher(keys);
        var company = new FakeCompany();
        return new PrivacyRecords(
                new HoldStore(db.jpa(), ready),
                new CaseStore(db.jpa(), ready),
                new PersonCopy(views(keys, clock), cipher),
                company,
                clock);
    }

    static CaseViews views(Keys keys, Clock clock) {
        return new CaseViews(
                new PrivacyCipher(keys),
                new FakeJson(),
                new Deadlines(new FakeCompany(), new FakeWorkingDays(), clock, 15, 15));
    }
}
