package dev.evtool;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The plan of the house (design, 2), held to.
@AnalyzeClasses(packages = "dev.evtool", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /// Families know neither each other nor those that show or compose them.
    private static final List<String> FAMILIES = List.of("ptp", "container", "notify");

    private static final Path MAIN = Path.of("src/main/java");

    @ArchTest
    static final ArchRule noCycles = slices().matching("dev.evtool.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyUsesCli = noClasses().that().resideOutsideOfPackages("dev.evtool", "dev.evtool.cli")
            .should().dependOnClassesThat().resideInAPackage("dev.evtool.cli");

    @ArchTest
    static final ArchRule eventKnowsNobody = noClasses().that().resideInAPackage("dev.evtool.event").should()
            .dependOnClassesThat(oursOutside("event"));

    @ArchTest
    static final ArchRule streamKnowsEvents = noClasses().that().resideInAPackage("dev.evtool.stream").should()
            .dependOnClassesThat(oursOutside("stream", "event"));

    @ArchTest
    static final ArchRule filterKnowsEvents = noClasses().that().resideInAPackage("dev.evtool.filter").should()
            .dependOnClassesThat(oursOutside("filter", "event"));

    @ArchTest
    static final ArchRule statsKnowsEvents = noClasses().that().resideInAPackage("dev.evtool.stats").should()
            .dependOnClassesThat(oursOutside("stats", "event"));

    @ArchTest
    static final ArchRule statsDoesNoIo = noClasses().that().resideInAPackage("dev.evtool.stats").should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..");

    @ArchTest
    static final ArchRule statsIsToldTheTime = noClasses().that().resideInAPackage("dev.evtool.stats").should()
            .callMethod(java.time.Instant.class, "now").orShould().callMethod(System.class, "nanoTime").orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule captureKnowsStreams = noClasses().that().resideInAPackage("dev.evtool.capture").should()
            .dependOnClassesThat(oursOutside("capture", "stream", "event"));

    @ArchTest
    static final ArchRule reportShowsEvents = noClasses().that().resideInAPackage("dev.evtool.report").should()
            .dependOnClassesThat(oursOutside("report", "terminal", "schema", "stats", "event"));

    @ArchTest
    static final ArchRule schemaKnowsEvents = noClasses().that().resideInAPackage("dev.evtool.schema..").should()
            .dependOnClassesThat(oursOutside("schema", "event"));

    @ArchTest
    static final ArchRule terminalStandsAlone = noClasses().that().resideInAPackage("dev.evtool.terminal").should()
            .dependOnClassesThat(oursOutside("terminal", "event"));

    /// It looks up the secrets that sources refer to.
    @ArchTest
    static final ArchRule configServesStreams = noClasses().that().resideInAPackage("dev.evtool.config").should()
            .dependOnClassesThat(oursOutside("config", "stream", "event"));

    @ArchTest
    static void familiesKnowOnlyStreams(com.tngtech.archunit.core.domain.JavaClasses classes) {
        for (String family : FAMILIES) {
            noClasses().that().resideInAPackage("dev.evtool." + family).should()
                    .dependOnClassesThat(oursOutside(family, family + ".wire", "stream", "event", "stats", "schema"))
                    .check(classes);
        }
    }

    private static DescribedPredicate<JavaClass> oursOutside(String... allowed) {
        Set<String> packages = Set.of(allowed);
        return DescribedPredicate.describe("are ours, outside of " + packages,
                c -> c.getPackageName().startsWith("dev.evtool")
                        && !packages.contains(
                                c.getPackageName().replaceFirst("^dev\\.evtool\\.?", "").replaceFirst("\\..*", "")));
    }

    @ArchTest
    static final ArchRule picocliInCli = wall("picocli..", "dev.evtool.cli");
    @ArchTest
    static final ArchRule jlineInTerminal = wall("org.jline..", "dev.evtool.terminal");
    @ArchTest
    static final ArchRule okHttpInFamilies = noClasses().that()
            .resideOutsideOfPackages("dev.evtool.ptp", "dev.evtool.container").should().dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..");
    @ArchTest
    static final ArchRule celInFilter = wall("dev.cel..", "dev.evtool.filter");

    @ArchTest
    static final ArchRule jsonSchemaInCustomSchemas = wall("com.networknt..", "dev.evtool.schema.custom");
    @ArchTest
    static final ArchRule treesInCustomSchemas = wall("tools.jackson.databind..", "dev.evtool.schema.custom");

    private static ArchRule wall(String library, String home) {
        return noClasses().that().resideOutsideOfPackage(home).should().dependOnClassesThat().resideInAPackage(library);
    }

    @ArchTest
    static final ArchRule theProcessIsTouchedInFewPlaces = noClasses().that()
            .resideOutsideOfPackages("dev.evtool", "dev.evtool.terminal", "dev.evtool.config").should()
            .accessTargetWhere(
                    DescribedPredicate.describe("System.out, err, exit or getenv", ArchitectureTest::isProcess));

    private static boolean isProcess(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(System.class)
                && Set.of("out", "err", "in", "exit", "getenv", "console").contains(access.getName());
    }

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = classes().should()
            .haveNameNotMatching("(?i).*\\.(\\w*(util|utils|common|helper|manager|impl))$").andShould()
            .resideOutsideOfPackages("..util..", "..common..", "..helper..", "..impl..", "..core..");

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void filesAreSmall() {
        List<Long> lines = sources().stream().filter(f -> !f.endsWith("package-info.java"))
                .map(ArchitectureTest::lines).sorted().toList();
        assertEquals(List.of(), sources().stream().filter(f -> lines(f) > 300).toList());
        assertTrue(lines.get(lines.size() / 2) <= 80, "median of " + lines);
    }

    @Test
    void everyPackageIsExplainedAndNullMarked() throws IOException {
        for (Path folder : sources().stream().map(Path::getParent).distinct().toList()) {
            Path info = folder.resolve("package-info.java");
            assertTrue(Files.exists(info), "no " + info);
            String text = Files.readString(info);
            assertTrue(text.startsWith("/// ") && text.contains("@NullMarked"), info.toString());
        }
    }

    @Test
    void noPackageIsDeeperThanTwoLevels() {
        for (Path file : sources()) {
            assertTrue(MAIN.resolve("dev/evtool").relativize(file).getNameCount() <= 3, file.toString());
        }
    }
}
