package org.kithwork.test;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kithwork.company.Users;
import org.kithwork.customer.ActorName;
import org.kithwork.id.Ids;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.UserId;

/** The people whom a test employs. */
public final class FakeUsers implements Users {

    private final Map<UserId, String> people = new LinkedHashMap<>();
    private final Set<UserId> left = new HashSet<>();
    private final Set<UserId> blind = new HashSet<>();
    private final Ids ids = new SequentialIds("7");

    /** {@link FakeAccess#SOMEBODY} is one of them. */
    public FakeUsers() {
        people.put(new UserId(FakeAccess.SOMEBODY.id()), FakeAccess.SOMEBODY.name());
    }

    /** Employs somebody. */
    public Actor employ(String name) {
        var id = new UserId(ids.next());
        people.put(id, name);
        return new Actor(Actor.Kind.USER, id.value(), name);
    }

    /** From now on the user may not sign in. */
    public void leave(Actor user) {
        left.add(new UserId(user.id()));
    }

    /** From now on the user sees nothing of his own. */
    public void blind(Actor user) {
        blind.add(new UserId(user.id()));
    }

    @Override
    public Optional<ActorName> active(UserId id) {
        return left.contains(id)
                ? Optional.empty()
                : Optional.ofNullable(people.get(id)).map(name -> new ActorName(id.value(), name));
    }

    @Override
    public Optional<ActorName> byName(String name) {
        return people.entrySet().stream()
                .filter(person -> person.getValue().equalsIgnoreCase(name))
                .findFirst()
                .flatMap(person -> active(person.getKey()));
    }

    @Override
    public boolean seesOwn(UserId id, Permission right) {
        return !blind.contains(id);
    }

    @Override
    public Map<UserId, String> names(Set<UserId> wanted) {
        return people.entrySet().stream()
                .filter(person -> wanted.contains(person.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
