package org.visiomatic.shell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The walls between modules, packages and libraries.
@AnalyzeClasses(
    packages = "org.visiomatic",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
class ArchitectureTest {

  /// Leaves out the fixtures that modules share.
  static final class DoNotIncludeTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule TILER_KNOWS_NOTHING_ABOVE_IT =
      noClasses()
          .that()
          .resideInAPackage("org.visiomatic.tiler..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.visiomatic.serve..", "org.visiomatic.shell..");

  @ArchTest
  static final ArchRule SERVE_KNOWS_NOTHING_ABOVE_IT =
      noClasses()
          .that()
          .resideInAPackage("org.visiomatic.serve..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.visiomatic.shell..");

  @ArchTest
  static final ArchRule THE_FORMAT_DEPENDS_ON_NO_OTHER_PACKAGE =
      noClasses()
          .that()
          .resideInAPackage("org.visiomatic.tiler.pyramid")
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                      "org.visiomatic..")
                  .and(
                      com.tngtech.archunit.base.DescribedPredicate.not(
                          com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                              "org.visiomatic.tiler.pyramid"))));

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.visiomatic.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_FITS_KNOWS_NOM_TAM_FITS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.visiomatic.tiler.fits")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("nom.tam..");

  @ArchTest
  static final ArchRule ONLY_PICTURE_KNOWS_COMMONS_IMAGING =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.visiomatic.tiler.picture")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.imaging..");

  @ArchTest
  static final ArchRule ONLY_FITS_AND_ARCHIVE_KNOW_COMMONS_COMPRESS =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.visiomatic.tiler.fits", "org.visiomatic.tiler.archive")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.compress..");

  @ArchTest
  static final ArchRule ONLY_ENCODE_KNOWS_THE_CODEC =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.visiomatic.tiler.encode")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule ONLY_HTTP_AND_WEB_KNOW_HELIDON =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.visiomatic.serve.http..", "org.visiomatic.serve.web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.helidon..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_PICOCLI =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.visiomatic.shell", "org.visiomatic.shell.config", "org.visiomatic..cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule ONLY_THE_SHELL_AT_THE_PROMPT_KNOWS_JLINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.visiomatic.shell.repl")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jline..");
}
