package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.kithwork.archives.internal.store.NeedStore;
import org.kithwork.company.Company;
import org.kithwork.doctor.spi.DoctorCheck;
import org.kithwork.doctor.spi.DoctorFinding;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether needs wait of which nobody can be reminded, and whether a rule of the quality of data is to be looked at again. */
@Component
public final class WaitingDoctor implements DoctorCheck {

    private static final String NEEDS = "needs";
    private static final String REVIEW = "quality review";

    private final NeedStore needs;
    private final QualityRules rules;
    private final Company company;
    private final Clock clock;

    @Activate
    public WaitingDoctor(
            @Reference NeedStore needs,
            @Reference QualityRules rules,
            @Reference Company company,
            @Reference Clock clock) {
        this.needs = needs;
        this.rules = rules;
        this.company = company;
        this.clock = clock;
    }

    @Override
    public List<DoctorFinding> findings() {
        return List.of(needs(), review());
    }

    private DoctorFinding needs() {
        var waiting = needs.ofNobody();
        return waiting == 0
                ? new DoctorFinding(NEEDS, true, "somebody is reminded of each that waits too long")
                : new DoctorFinding(
                        NEEDS,
                        false,
                        waiting + " wait for more than " + Needs.OVERDUE_DAYS
                                + " days and nobody answers for their customers; give these an owner or their stores a"
                                + " manager, and see archives:needs --overdue " + Needs.OVERDUE_DAYS);
    }

    private DoctorFinding review() {
        var today = LocalDate.ofInstant(clock.instant(), company.zone());
        var due = rules.reviewsDue(today).stream().map(QualityRule::field).toList();
        return due.isEmpty()
                ? new DoctorFinding(REVIEW, true, "no rule of the quality of data is to be looked at again yet")
                : new DoctorFinding(
                        REVIEW,
                        false,
                        "the rules of " + String.join(", ", due)
                                + " are to be looked at again; see archives:quality-rules, and set the next day on the page");
    }
}
