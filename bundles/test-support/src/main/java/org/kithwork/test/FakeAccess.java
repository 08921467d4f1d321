package org.kithwork.test;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/**
 * Rights as a test gives them out. The actor is bound to the thread as in the core: {@code Callers callers =
 * access::as} makes the core's interface of it. A thread without an actor acts as the one of {@link #signIn}, and is
 * refused when there is none.
 */
public final class FakeAccess implements AccessControl {

    /** Every record, restricted ones excepted. */
    public static final Visibility ALL = new Visibility(true, Set.of(), Set.of(), Set.of());

    /** Somebody with an id of his own and no rights yet. */
    public static final Actor SOMEBODY = new Actor(Actor.Kind.USER, "00000000-0000-7000-8000-0000000000aa", "Somebody");

    private final Map<String, Map<Permission, Visibility>> grants = new ConcurrentHashMap<>();
    private final Map<String, Set<UserId>> teams = new ConcurrentHashMap<>();
    private final Set<String> allowed = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<@Nullable Actor> bound = new ThreadLocal<>();
    private volatile @Nullable Actor signedIn;

    /** With {@link #SOMEBODY} signed in, who may do everything on every record. */
    public static FakeAccess allowingAll() {
        return new FakeAccess().allowAll(SOMEBODY).signIn(SOMEBODY);
    }

    /** With {@link #SOMEBODY} signed in, who holds no right until one is granted. */
    public static FakeAccess allowingNothing() {
        return new FakeAccess().signIn(SOMEBODY);
    }

    /** The actor of every thread that has no other. */
    public FakeAccess signIn(Actor actor) {
        signedIn = actor;
        return this;
    }

    /** From now on a thread without an actor is refused. */
    public FakeAccess signOut() {
        signedIn = null;
        return this;
    }

    /** Gives the actor every right on every record that is not restricted. */
    public FakeAccess allowAll(Actor actor) {
        allowed.add(actor.id());
        return this;
    }

    /** Gives the actor these rights on every record that is not restricted. */
    public FakeAccess grant(Actor actor, String... permissions) {
        return grant(actor, ALL, permissions);
    }

    /** Gives the actor these rights on these records. */
    public FakeAccess grant(Actor actor, Visibility visibility, String... permissions) {
        var rights = grants.computeIfAbsent(actor.id(), id -> new ConcurrentHashMap<>());
        for (var permission : permissions) {
            rights.put(Permission.of(permission), visibility);
        }
        return this;
    }

    /** From now on the actor shares the work of these users. */
    public FakeAccess team(Actor actor, Actor... others) {
        var ids = new HashSet<UserId>();
        for (var other : others) {
            ids.add(new UserId(other.id()));
        }
        teams.put(actor.id(), ids);
        return this;
    }

    /** Takes every right from the actor. */
    public FakeAccess revoke(Actor actor) {
        allowed.remove(actor.id());
        grants.remove(actor.id());
        return this;
    }

    /** Runs the body as the actor. */
    public <T> T as(Actor actor, Supplier<T> body) {
        var before = bound.get();
        bound.set(actor);
        try {
            return body.get();
        } finally {
            if (before == null) {
                bound.remove();
            } else {
                bound.set(before);
            }
        }
    }

    /** Runs the body as the actor. */
    public void run(Actor actor, Runnable body) {
        as(actor, () -> {
            body.run();
            return "";
        });
    }

    @Override
    public Actor actor() {
        var mine = bound.get();
        var actor = mine == null ? signedIn : mine;
        if (actor == null) {
            throw Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated");
        }
        return actor;
    }

    @Override
    public Set<UserId> colleagues() {
        var all = new HashSet<>(AccessControl.super.colleagues());
        all.addAll(teams.getOrDefault(actor().id(), Set.of()));
        return all;
    }

    @Override
    public void require(Permission permission) {
        if (!permits(permission)) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", permission.toString());
        }
    }

    @Override
    public boolean permits(Permission permission) {
        var actor = actor();
        return allowed.contains(actor.id()) || rights(actor).containsKey(permission);
    }

    @Override
    public Visibility visibility(Permission permission) {
        require(permission);
        return rights(actor()).getOrDefault(permission, ALL);
    }

    /** The rights granted by name; those of {@link #allowAll} cannot be listed. */
    @Override
    public Set<Permission> permissions() {
        return new LinkedHashSet<>(rights(actor()).keySet());
    }

    private Map<Permission, Visibility> rights(Actor actor) {
        return grants.getOrDefault(actor.id(), Map.of());
    }
}
