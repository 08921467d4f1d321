package org.kithwork.problem;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the caller can understand and mend. Everything else is a defect and answers 500.
 * Never carries a class name, a query, or personal data in its log form.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;
    private final transient Message detail;
    private final transient List<Fault> faults;
    private final transient Map<String, Object> members;
    private final @Nullable Duration retryAfter;

    private Problem(
            ProblemKind kind,
            Message detail,
            List<Fault> faults,
            Map<String, Object> members,
            @Nullable Duration retryAfter) {
        super(kind + " " + detail.code());
        this.kind = kind;
        this.detail = detail;
        this.faults = List.copyOf(faults);
        this.members = Map.copyOf(members);
        this.retryAfter = retryAfter;
    }

    /** A problem of this kind, with a sentence that says what to do. */
    public static Problem of(ProblemKind kind, Message detail) {
        return new Problem(kind, detail, List.of(), Map.of(), null);
    }

    /** A general problem of this kind whose sentence stands beside this class. */
    public static Problem of(ProblemKind kind, String code, Object... arguments) {
        return of(kind, Message.of(Problem.class, code, arguments));
    }

    /**
     * Not there, or out of the actor's scope.
     *
     * @param thing one of the core's words for its records, such as {@code customer}, said in the caller's language; any
     *     other word stands as it is
     */
    public static Problem notFound(String thing) {
        var title = Message.of(Problem.class, "thing." + thing.replace(' ', '-'));
        return of(
                ProblemKind.NOT_FOUND,
                "not-found",
                title.pattern(Locale.ENGLISH).isPresent() ? title : thing);
    }

    /** Not there, or out of the actor's scope; for a module's own records, whose title stands beside its classes. */
    public static Problem notFound(Message thing) {
        return of(ProblemKind.NOT_FOUND, "not-found", thing);
    }

    /** A rule forbids it in this state. */
    public static Problem conflict(Message detail) {
        return of(ProblemKind.CONFLICT, detail);
    }

    /** The input is well-formed but invalid; every fault is named. */
    public static Problem invalid(List<Fault> faults) {
        return new Problem(
                ProblemKind.INVALID, Message.of(Problem.class, "invalid", faults.size()), faults, Map.of(), null);
    }

    /** The input is well-formed but one member is invalid. */
    public static Problem invalid(String pointer, Message message) {
        return invalid(List.of(new Fault(pointer, message)));
    }

    /** The record has changed since it was read. */
    public static Problem stale() {
        return of(ProblemKind.STALE, "stale-version");
    }

    /** The same problem with further members on the wire, in the shapes that JSON has. */
    public Problem with(String name, Object value) {
        var more = new java.util.HashMap<>(members);
        more.put(name, value);
        return new Problem(kind, detail, faults, more, retryAfter);
    }

    /** The same problem with the faults of the input. */
    public Problem with(List<Fault> found) {
        return new Problem(kind, detail, found, members, retryAfter);
    }

    /** The same problem, telling when to try again. */
    public Problem retryAfter(Duration wait) {
        return new Problem(kind, detail, faults, members, wait);
    }

    public ProblemKind kind() {
        return kind;
    }

    /** The stable code, the last part of the problem's type. */
    public String code() {
        return detail.code();
    }

    /** The sentence that says what to do. */
    public Message message() {
        return detail;
    }

    public String detail(Locale locale) {
        return detail.text(locale);
    }

    public List<Fault> faults() {
        return faults;
    }

    public Map<String, Object> members() {
        return members;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
