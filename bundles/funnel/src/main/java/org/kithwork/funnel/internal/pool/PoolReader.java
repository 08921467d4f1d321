package org.kithwork.funnel.internal.pool;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Stores;
import org.kithwork.company.Teams;
import org.kithwork.field.FieldType;
import org.kithwork.field.Fields;
import org.kithwork.funnel.internal.pipeline.PlaceReader;
import org.kithwork.funnel.internal.pool.PoolDraft.RulesDraft;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.text.Bilingual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of a pool and names every fault at once. */
@Component(service = PoolReader.class)
public final class PoolReader {

    private static final String CUSTOMER = "core:customer";
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_KEY = 40;
    private static final int MOST_CUSTOMERS = 10_000;
    private static final int MOST_DAYS = 3_650;

    private final PlaceReader places;
    private final Fields fields;

    @Activate
    public PoolReader(@Reference Stores stores, @Reference Teams teams, @Reference Fields fields) {
        this.places = new PlaceReader(stores, teams);
        this.fields = fields;
    }

    /** A pool as said and checked. */
    record Checked(Bilingual name, Set<TeamId> teams, Set<StoreId> stores, PoolRules rules, boolean retired) {}

    Checked read(PoolDraft draft) {
        var faults = new Faults();
        var checked = new Checked(
                Bilingual.required(faults, "/name", draft.name(), LONGEST_NAME),
                places.teams(faults, draft.teams()),
                places.stores(faults, draft.stores()),
                rules(faults, draft.rules() == null ? RulesDraft.NONE : draft.rules()),
                Boolean.TRUE.equals(draft.retired()));
        faults.check();
        return checked;
    }

    private PoolRules rules(Faults faults, RulesDraft said) {
        return new PoolRules(
                number(faults, "claimsPerDay", said.claimsPerDay(), 1, MOST_CUSTOMERS),
                number(faults, "capacity", said.capacity(), 1, MOST_CUSTOMERS),
                days(faults, "coolOffDays", said.coolOffDays()),
                number(faults, "recycleAfterDays", said.recycleAfterDays(), 1, MOST_DAYS),
                number(faults, "recycleWithoutDealDays", said.recycleWithoutDealDays(), 1, MOST_DAYS),
                contractField(faults, said.contractField()),
                days(faults, "contractGraceDays", said.contractGraceDays()));
    }

    private static @Nullable Integer number(Faults faults, String member, @Nullable Integer said, int least, int most) {
        if (said != null && (said < least || said > most)) {
            faults.add("/rules/" + member, message("number-range", least, most));
        }
        return said;
    }

    private static int days(Faults faults, String member, @Nullable Integer said) {
        var days = number(faults, member, said, 0, MOST_DAYS);
        return days == null ? 0 : days;
    }

    private @Nullable String contractField(Faults faults, @Nullable String said) {
        var key = faults.optionalText("/rules/contractField", said, LONGEST_KEY);
        if (key != null
                && fields.definitions(CUSTOMER, FieldAccess.READ).stream()
                        .noneMatch(field -> field.key().equals(key) && field.type() == FieldType.DATE)) {
            faults.add("/rules/contractField", message("no-day-field"));
        }
        return key;
    }

    static Message message(String code, Object... arguments) {
        return Message.of(PoolReader.class, code, arguments);
    }
}
