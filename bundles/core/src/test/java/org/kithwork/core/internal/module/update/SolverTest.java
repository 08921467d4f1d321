package org.kithwork.core.internal.module.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.core.internal.module.ModulePackage;
import org.kithwork.core.internal.module.kar.ModuleBundle;
import org.kithwork.core.internal.module.update.Solver.Installed;
import org.kithwork.core.internal.module.update.Solver.LeftOut;
import org.kithwork.core.internal.module.update.Solver.Solution;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

@DisplayName("CORE-21: core and modules are solved as one set")
class SolverTest {

    private static final String API = "org.kithwork.customer";

    private static ModulePackage module(String word, String version, String range) {
        var bundle = new ModuleBundle(
                word, Version.parseVersion(version), Map.of(), Map.of(), List.of(), true, Map.of(API, range), "");
        return new ModulePackage(bundle, "hash", false, 60, null);
    }

    private static Installed installed(String word, String version, ModulePackage... packages) {
        return new Installed(word, Version.parseVersion(version), List.of(packages));
    }

    private static Solver core(String api, String... works) {
        return new Solver(
                Map.of(API, Version.parseVersion(api)),
                works.length == 0 ? Map.of() : Map.of(works[0], VersionRange.valueOf(works[1])));
    }

    private static Stream<String> chosen(Solution set) {
        return set.choices().stream().map(one -> one.word() + " " + one.chosen().version());
    }

    private static Stream<String> refusals(Solution set) {
        return set.refusals().stream().map(one -> one.text(Locale.ENGLISH));
    }

    @Test
    @DisplayName("CORE-21: a module stays as it is where nothing newer is here and the new core offers what it uses")
    void whatFitsStays() {
        var set = core("1.4").solve(List.of(installed("parcel", "1.0", module("parcel", "1.0", "[1.2,2)"))), Map.of());

        assertThat(chosen(set)).containsExactly("parcel 1.0.0");
        assertThat(set.choices().get(0).changes()).isFalse();
        assertThat(set.refusals()).isEmpty();
    }

    @Test
    @DisplayName("CORE-21: a module that does not fit is named, and there is no set")
    void whatDoesNotFitIsNamed() {
        var set = core("2.0")
                .solve(
                        List.of(
                                installed("parcel", "1.0", module("parcel", "1.0", "[1.2,2)")),
                                installed("weather", "1.0", module("weather", "1.0", "[1.2,3)"))),
                        Map.of());

        assertThat(refusals(set)).singleElement().asString().contains("parcel", API, "[1.2,2)", "2.0.0");
    }

    @Test
    @DisplayName("CORE-21: a deadlock is impossible: core and module that each want the other newer are taken together")
    void aPairThatWantsEachOtherIsTakenTogether() {
        var parcel = installed("parcel", "1.0", module("parcel", "2.0", "[2,3)"), module("parcel", "1.0", "[1.2,2)"));

        var together = core("2.0", "parcel", "[2,3)").solve(List.of(parcel), Map.of());

        assertThat(chosen(together)).containsExactly("parcel 2.0.0");
        assertThat(together.refusals()).isEmpty();
    }

    @Test
    @DisplayName("CORE-21: the core may refuse a version of a module that it does not work with any more")
    void theCoreNamesWhatItWorksWith() {
        var set = core("1.2", "parcel", "[2,3)")
                .solve(List.of(installed("parcel", "1.0", module("parcel", "1.0", "[1.2,2)"))), Map.of());

        assertThat(refusals(set)).singleElement().asString().contains("parcel", "1.0.0", "[2.0.0,3.0.0)");
    }

    @Test
    @DisplayName(
            "CORE-21: a newer version that does not fit is left out with its reason, and the newest that does is taken")
    void whatIsLeftOutIsSaid() {
        var parcel = installed(
                "parcel",
                "1.0",
                module("parcel", "3.0", "[3,4)"),
                module("parcel", "1.5", "[1.2,2)"),
                module("parcel", "1.0", "[1.2,2)"),
                module("parcel", "0.9", "[1.0,2)"));

        var set = core("1.9").solve(List.of(parcel), Map.of());

        assertThat(chosen(set)).containsExactly("parcel 1.5.0");
        assertThat(set.leftOut()).extracting(LeftOut::version).containsExactly("3.0.0");
    }

    @Test
    @DisplayName("CORE-21: no module goes back to an older version for a core")
    void nothingGoesBack() {
        var parcel = installed("parcel", "1.5", module("parcel", "1.5", "[1.2,2)"), module("parcel", "1.0", "[1,3)"));

        var set = core("2.0").solve(List.of(parcel), Map.of());

        assertThat(set.choices()).isEmpty();
        assertThat(refusals(set)).singleElement().asString().contains("parcel", "1.5.0");
    }

    @Test
    @DisplayName("CORE-21: a version that was asked for is taken or refused, never replaced by another")
    void aWishIsKept() {
        var parcel = installed("parcel", "1.0", module("parcel", "2.0", "[1.2,3)"), module("parcel", "1.0", "[1.2,3)"));
        var kept = core("1.9").solve(List.of(parcel), Map.of("parcel", new Version("1.0")));
        var unknown = core("1.9").solve(List.of(parcel), Map.of("parcel", new Version("1.7")));
        var strange = core("1.9").solve(List.of(parcel), Map.of("weather", new Version("1.0")));

        assertThat(chosen(kept)).containsExactly("parcel 1.0.0");
        assertThat(refusals(unknown)).singleElement().asString().contains("1.7.0");
        assertThat(refusals(strange)).singleElement().asString().contains("weather");
    }

    @Test
    @DisplayName("CORE-21: a module whose package is gone is named: nobody can tell whether it fits")
    void aModuleWithoutPackageIsNamed() {
        var set = core("1.2").solve(List.of(installed("parcel", "1.0")), Map.of());

        assertThat(refusals(set)).singleElement().asString().contains("parcel", "1.0.0");
    }
}
