package org.kithwork.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.HttpMethod;
import java.net.URL;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.kithwork.permission.Public;
import org.kithwork.permission.Requires;
import org.kithwork.shell.ShellCommand;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.service.component.annotations.Reference;

/** The rules. An exemption stands in its rule by name, with its reason. */
enum Rules {

    /** A module says what it does at its edges, in three lines, and the rules are in the service. */
    EDGES_CALL_THE_SERVICE(noClasses()
            .that(resideInAnyPackage("..internal..rest..", "..internal..command.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("..internal..store.."))
            .as("rest and command call the service, never the store")),

    /** Calls go rest, command → service → store. In web the package rest is the REST runtime itself, not an edge. */
    NOTHING_CALLS_AN_EDGE(noClasses()
            .that(resideInAnyPackage("..internal..")
                    .and(DescribedPredicate.not(resideInAnyPackage("..internal..rest..", "org.kithwork.web..")))
                    .and(DescribedPredicate.not(resideInAnyPackage("..internal..command.."))))
            .should()
            .dependOnClassesThat(resideInAnyPackage("..internal..rest..", "..internal..command.."))
            .as("service and store know nothing of rest and command")),

    EDGES_ARE_STRANGERS(noClasses()
            .that(resideInAnyPackage("..internal..command.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("..internal..rest.."))
            .as("a command calls no REST resource")),

    /** kithwork-database is the data source itself, test-support makes one, the API renders conditions. */
    DATABASE_ONLY_IN_STORE(noClasses()
            .that(DescribedPredicate.not(
                    resideInAnyPackage("..store..", "org.kithwork.database..", "org.kithwork.test..")))
            .and(are(
                    "not exempt",
                    "org.kithwork.core.internal.protection.Keys", // looks, before there is JPA, whether the data is new
                    "org.kithwork.core.internal.job.JobScheduler", // hands the data source to db-scheduler
                    "org.kithwork.core.internal.journal.Attempts", // reads the SQL state of a handler's failure
                    "org.kithwork.web.internal.health.DatabaseReadiness")) // asks the data source whether it answers
            .should()
            .dependOnClassesThat(resideInAnyPackage("javax.persistence..", "java.sql..", "javax.sql.."))
            .as("JPA and JDBC are used in store alone")),

    /** Text becomes a query in few places, where it can be seen that none of it comes from input. */
    QUERIES_ONLY_IN_STORE(noClasses()
            .that(DescribedPredicate.not(
                    resideInAnyPackage("..store..", "org.kithwork.database..", "org.kithwork.test..")))
            .and(are("not exempt", "org.kithwork.core.internal.protection.Keys")) // one constant text
            .should()
            .callCodeUnitWhere(callOf(
                    "making a query",
                    Set.of("createQuery", "createNativeQuery", "prepareStatement", "prepareCall", "createStatement")))
            .as("queries are made in store alone")),

    TIME_IS_GIVEN(noClasses()
            .that(are(
                    "not exempt",
                    "org.kithwork.core.internal.id.SystemClock", // the one clock
                    "org.kithwork.database.internal.schema.SchemaExtender", // runs before the core and its clock
                    "org.kithwork.web.internal.http.Resources", // web answers before the core and its clock are there
                    "org.kithwork.web.internal.ui.EventsServlet")) // as Resources
            .should()
            .callCodeUnitWhere(asksTheTime())
            .as("time comes from an injected Clock")),

    NOBODY_SLEEPS(noClasses()
            .should()
            .callCodeUnitWhere(callOf("sleeping", Set.of("sleep")))
            .as("nothing waits by sleeping")),

    /** S-30, S-37: one place knows where a call may go, and there is no other way out. */
    ONE_PLACE_CALLS_OUT(noClasses()
            .that(DescribedPredicate.not(resideInAnyPackage("org.kithwork.core.internal.outbound..")))
            .and(are(
                    "not exempt",
                    "org.kithwork.core.internal.backup.ProductVersion", // reads the manifest beside it
                    "org.kithwork.core.internal.module.karaf.FrameworkBundles", // reads its own change log
                    "org.kithwork.database.internal.schema.ChangeLog", // reads files of bundles
                    "org.kithwork.database.internal.schema.ChangeLogFiles", // as ChangeLog
                    "org.kithwork.web.internal.ui.FileSet")) // as ChangeLog
            .should()
            .dependOnClassesThat(opensConnections())
            .orShould()
            .callCodeUnitWhere(readsAnAddress())
            .as("other systems are called by org.kithwork.core.internal.outbound alone")),

    /** What one calls and what one implements live apart. org.kithwork.core is between core and web alone. */
    IMPLEMENTED_TYPES_LIVE_IN_SPI(noClasses()
            .that()
            .resideOutsideOfPackages("..spi..", "org.kithwork.core")
            .should()
            .beAnnotatedWith(ConsumerType.class)
            .as("what others implement lives in spi")),

    INTERFACES_OF_THE_API_SAY_WHO_IMPLEMENTS(classes()
            .that()
            .areInterfaces()
            .and()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .and(DescribedPredicate.not(describe("are annotations", JavaClass::isAnnotation)))
            .and()
            .resideOutsideOfPackages("..internal..", "org.kithwork.test..")
            .should()
            .beAnnotatedWith(ConsumerType.class)
            .orShould()
            .beAnnotatedWith(ProviderType.class)
            .as("an exported interface says who implements it")),

    /** Everything else is injected by constructor; commands use Karaf's own annotation. */
    REFERENCES_ARE_DYNAMIC_LISTS(fields().that()
            .areAnnotatedWith(Reference.class)
            .should()
            .haveModifier(JavaModifier.VOLATILE)
            .allowEmptyShould(true)
            .as("a field with @Reference is a volatile list of what comes and goes")),

    REST_METHODS_SAY_WHO_MAY_CALL(methods()
            .that(annotatedWith(describe(
                    "an HTTP method", annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))))
            .should(SayWho.MAY_CALL)
            .as("a REST method has @Requires or @Public")),

    COMMANDS_SAY_WHO_MAY_CALL(classes()
            .that()
            .areAnnotatedWith(Command.class)
            .should()
            .beAnnotatedWith(Requires.class)
            .andShould()
            .beAssignableTo(ShellCommand.class)
            .as("a command is a ShellCommand with @Requires")),

    MODULES_STAND_ON_THE_API(noClasses()
            .that(resideInAnyPackage("..internal..")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            "org.kithwork.core..", "org.kithwork.web..", "org.kithwork.database.."))))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.kithwork.core..", "org.kithwork.web..", "org.kithwork.database.."))
            .as("a module uses nothing that a partner cannot use")),

    BUNDLES_KEEP_TO_THEMSELVES(slices().matching("org.kithwork.(*).internal..")
            .should()
            .notDependOnEachOther()
            .as("no bundle uses the inside of another"));

    final ArchRule rule;

    Rules(ArchRule rule) {
        this.rule = rule;
    }

    private static DescribedPredicate<JavaClass> are(String description, String... exempt) {
        var names = Set.of(exempt);
        return describe(description, type -> !names.contains(outermost(type).getName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Rules::outermost).orElse(type);
    }

    private static DescribedPredicate<JavaCall<?>> callOf(String description, Set<String> names) {
        return describe(description, call -> names.contains(call.getTarget().getName()));
    }

    private static DescribedPredicate<JavaCall<?>> readsAnAddress() {
        var names = Set.of("openStream", "openConnection", "getContent");
        return describe(
                "reads what an address names",
                call -> call.getTargetOwner().isEquivalentTo(URL.class)
                        && names.contains(call.getTarget().getName()));
    }

    private static DescribedPredicate<JavaClass> opensConnections() {
        var types = Set.of(
                "java.net.Socket",
                "java.net.DatagramSocket",
                "java.net.URLConnection",
                "java.net.HttpURLConnection",
                "java.nio.channels.SocketChannel",
                "java.nio.channels.DatagramChannel",
                "java.nio.channels.AsynchronousSocketChannel",
                "javax.net.SocketFactory",
                "javax.net.ssl.SSLSocket",
                "javax.net.ssl.SSLSocketFactory",
                "javax.net.ssl.HttpsURLConnection");
        return resideInAnyPackage("java.net.http..", "org.apache.hc..", "jakarta.ws.rs.client..", "javax.mail..")
                .or(describe("open connections", type -> types.contains(type.getName())));
    }

    private static DescribedPredicate<JavaCall<?>> asksTheTime() {
        return describe("asks for the time itself", call -> {
            CodeUnitCallTarget target = call.getTarget();
            var owner = target.getOwner();
            var withoutClock =
                    target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
            return switch (target.getName()) {
                case "now" -> owner.getPackageName().startsWith("java.time") && withoutClock;
                case "systemUTC", "systemDefaultZone", "system" -> owner.isEquivalentTo(Clock.class);
                case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
                case "<init>" ->
                    owner.isEquivalentTo(Date.class)
                            && target.getRawParameterTypes().isEmpty();
                case "getInstance" -> owner.getName().equals("java.util.Calendar");
                default -> false;
            };
        });
    }

    static boolean saysWho(CanBeAnnotated element) {
        return element.isAnnotatedWith(Requires.class) || element.isAnnotatedWith(Public.class);
    }

    static boolean saysWho(JavaMember member) {
        return saysWho((CanBeAnnotated) member) || saysWho((CanBeAnnotated) member.getOwner());
    }
}
