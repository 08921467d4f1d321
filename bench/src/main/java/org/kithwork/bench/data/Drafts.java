package org.kithwork.bench.data;

import java.util.List;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerDraft.Birth;
import org.kithwork.customer.CustomerDraft.Contact;
import org.kithwork.customer.CustomerDraft.Key;

/** People as drafts of customers, each fiftieth of them a second record of an earlier one, made without his card. */
public final class Drafts {

    /** One in so many is a duplicate: 2 %. */
    public static final int DUPLICATE_EACH = 50;

    private static final int BACK = 25;

    private final People people;
    private final List<String> stores;

    /** @param stores the ids of the stores, that of store 1 first */
    public Drafts(People people, List<String> stores) {
        this.people = people;
        this.stores = List.copyOf(stores);
    }

    /** Whether this one is a second record of the person of {@link #original}. */
    public static boolean isDuplicate(long index) {
        return index % DUPLICATE_EACH == DUPLICATE_EACH - 1;
    }

    /** The index of the earlier record of the same person. */
    public static long original(long index) {
        return isDuplicate(index) ? index - BACK : index;
    }

    /** The draft of an index; a second record has name, birthday and telephone number of the first. */
    public CustomerDraft draft(long index) {
        Person record = people.person(index);
        Person person = people.person(original(index));
        return new CustomerDraft(
                "PERSON",
                person.name(),
                null,
                null,
                null,
                person.sex(),
                new Birth(null, person.month(), person.day(), null),
                person.occupation(),
                null,
                null,
                null,
                List.of(
                        new Contact("PHONE", person.phone(), true, null),
                        new Contact("EMAIL", record.email(), false, null)),
                isDuplicate(index) ? List.of() : List.of(new Key("pos", record.number())),
                List.of(),
                null,
                stores.get(record.store() - 1),
                "counter",
                null,
                null);
    }
}
