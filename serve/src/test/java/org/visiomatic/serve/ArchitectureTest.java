package org.visiomatic.serve;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The walls between the packages of the server.
@AnalyzeClasses(
    packages = "org.visiomatic.serve",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyHttpAndWebKnowHelidon =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.visiomatic.serve.http", "org.visiomatic.serve.web")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.helidon..");

  @ArchTest
  static final ArchRule theLibraryKnowsNothingOfQueriesAndPages =
      noClasses()
          .that()
          .resideInAPackage("org.visiomatic.serve.library")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.visiomatic.serve.api", "org.visiomatic.serve.http", "org.visiomatic.serve.web");

  @ArchTest
  static final ArchRule onlyTheAnswersKnowJson =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.visiomatic.serve.api")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.visiomatic.serve.(*)..").should().beFreeOfCycles();
}
