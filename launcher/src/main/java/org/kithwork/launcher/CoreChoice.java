package org.kithwork.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The core that is started: that of the distribution, or a newer one under {@code <data>/core}. Which one is said by the
 * files there: {@code trying} is a plan that is being tried, {@code current} one that was.
 *
 * @param repository where its bundles lie
 * @param tried whether it has not been up yet
 */
record CoreChoice(String version, Path repository, boolean tried) {

    static final String FOLDER = "core";
    static final String STAGED = "staged";
    static final String TRYING = "trying";
    static final String CURRENT = "current";

    /** The core of this start. */
    static CoreChoice of(Installation installation) throws IOException {
        Path folder = installation.data().resolve(FOLDER);
        String distribution = distribution(installation);
        for (String name : List.of(TRYING, CURRENT)) {
            if (Files.exists(folder.resolve(name))) {
                CorePlan plan = CorePlan.read(folder.resolve(name), installation.keys());
                if (name.equals(TRYING) || compare(plan.core(), distribution) > 0) {
                    refuseOlder(plan, distribution);
                    Path own = folder.resolve(plan.core());
                    plan.check(own);
                    return new CoreChoice(plan.core(), own.resolve("repository"), name.equals(TRYING));
                }
            }
        }
        return new CoreChoice(distribution, installation.home().resolve("system"), false);
    }

    /** The core that runs when nothing is tried. */
    static CoreChoice former(Installation installation) throws IOException {
        Path current = installation.data().resolve(FOLDER).resolve(CURRENT);
        String distribution = distribution(installation);
        if (Files.exists(current)) {
            CorePlan plan = CorePlan.read(current, installation.keys());
            if (compare(plan.core(), distribution) > 0) {
                Path own = installation.data().resolve(FOLDER).resolve(plan.core());
                plan.check(own);
                return new CoreChoice(plan.core(), own.resolve("repository"), false);
            }
        }
        return new CoreChoice(distribution, installation.home().resolve("system"), false);
    }

    /** What it stands on came with the distribution, so an earlier one may lack it. */
    private static void refuseOlder(CorePlan plan, String distribution) {
        if (compare(distribution, plan.base()) < 0) {
            throw new Installation.Refused("the core " + plan.core() + " was put in its place over the distribution "
                    + plan.base() + "; this one is " + distribution + ". Start a newer distribution.");
        }
    }

    /** Says it to Karaf's configuration. */
    void announce(Installation installation) throws IOException {
        System.setProperty("kithwork.distribution.version", distribution(installation));
        System.setProperty("kithwork.core.version", version);
        System.setProperty("kithwork.core.uri", repository.toUri().toString());
    }

    /** The version of the distribution's own core. */
    static String distribution(Installation installation) throws IOException {
        Path versions = installation.home().resolve("system/org/kithwork/kithwork-features");
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(path -> String.valueOf(path.getFileName()))
                    .max(CoreChoice::compare)
                    .orElseThrow(() -> new Installation.Refused(versions + " is empty; unpack the distribution anew."));
        }
    }

    static int compare(String one, String other) {
        int order = Arrays.compare(numbers(one), numbers(other));
        return order != 0 ? order : one.compareTo(other);
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("[.-]"))
                .limit(3)
                .mapToInt(part -> part.matches("\\d{1,9}") ? Integer.parseInt(part) : 0)
                .toArray();
    }
}
