package org.gridwarden;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the house's order: imports one way, each library in its place. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.gridwarden");

  @Test
  void packagesImportOneWay() {
    mayImport("fault");
    mayImport("time", "fault");
    mayImport("table", "fault");
    mayImport("geo", "fault");
    mayImport("store", "fault");
    mayImport("http", "fault", "time", "table");
    mayImport("people", "fault", "time", "store", "http");
    mayImport("grid", "fault", "time", "table", "geo", "store", "http", "people");
    mayImport("responsibility", "fault", "time", "table", "geo", "store", "http", "people", "grid");
    mayImport(
        "problem",
        "fault",
        "time",
        "table",
        "geo",
        "store",
        "http",
        "people",
        "grid",
        "responsibility");
    mayImport("problem.index", "fault");
    mayImport("problem.photo", "fault", "geo", "store", "people", "http");
    mayImport(
        "heat",
        "fault",
        "time",
        "table",
        "geo",
        "store",
        "http",
        "people",
        "grid",
        "responsibility",
        "problem");
    mayImport("heat.interval", "geo", "heat.density");
    mayImport("heat.density", "geo");
    mayImport("heat.spot", "fault", "geo");
    mayImport(
        "print",
        "fault",
        "geo",
        "http",
        "people",
        "grid",
        "responsibility",
        "problem",
        "problem.index",
        "heat.picture");
    mayImport("notice", "fault", "time", "store", "http", "people");
    mayImport("heat.picture", "fault", "geo");
    noClasses()
        .that()
        .resideOutsideOfPackage("org.gridwarden")
        .should()
        .dependOnClassesThat(resideInAPackage("org.gridwarden"))
        .as("only the program itself knows the place where objects are built")
        .check(CLASSES);
  }

  private static void mayImport(String name, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(name), Stream.of(others))
            .map(each -> "org.gridwarden." + each + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("org.gridwarden." + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.gridwarden..")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                            allowed))))
        .check(CLASSES);
  }

  @Test
  void noPackagesImportEachOtherInACircle() {
    slices().matching("org.gridwarden.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void javalinIsNamedOnlyWhereTheServerIsBuilt() {
    only(
        "io.javalin..", resideInAPackage("org.gridwarden.http").or(simpleNameEndingWith("Routes")));
  }

  @Test
  void sqlIsWrittenOnlyInStores() {
    only(
        "java.sql..", resideInAPackage("org.gridwarden.store..").or(simpleNameEndingWith("Store")));
  }

  @Test
  void geoToolsIsNamedOnlyInGeoAndHeat() {
    only(
        "org.geotools..",
        resideInAPackage("org.gridwarden.geo").or(resideInAPackage("org.gridwarden.heat..")));
  }

  @Test
  void theLibraryOfBucketsIsNamedOnlyWhereOneIsUsed() {
    only("software.amazon.awssdk..", simpleNameEndingWith("PhotoBucket"));
  }

  @Test
  void theLibraryOfLettersIsNamedOnlyWherePicturesAreDrawn() {
    only("org.apache.fontbox..", resideInAPackage("org.gridwarden.heat.picture"));
  }

  @Test
  void picturesAskTheMachineForNoFont() {
    noClasses()
        .that()
        .resideInAPackage("org.gridwarden..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.awt.Font")
        .check(CLASSES);
  }

  @Test
  void leafPackagesOfGridKnowNoDatabaseAndNoServer() {
    noClasses()
        .that()
        .resideInAnyPackage("org.gridwarden.grid.index..", "org.gridwarden.grid.coverage..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                "org.gridwarden.store..", "org.gridwarden.http.."))
        .check(CLASSES);
  }

  private static void only(
      String library,
      com.tngtech.archunit.base.DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass>
          there) {
    noClasses()
        .that(
            com.tngtech.archunit.base.DescribedPredicate.not(
                there.or(
                    new com.tngtech.archunit.base.DescribedPredicate<>("nested in such a class") {
                      @Override
                      public boolean test(com.tngtech.archunit.core.domain.JavaClass each) {
                        return each.getEnclosingClass().map(there::test).orElse(false);
                      }
                    })))
        .should()
        .dependOnClassesThat(resideInAPackage(library))
        .check(CLASSES);
  }

  @Test
  void nothingStaticChanges() {
    noFields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("org.gridwarden..")
        .should()
        .notHaveModifier(JavaModifier.FINAL)
        .check(CLASSES);
  }

  @Test
  void noPackageIsNamedForNothing() {
    classes()
        .should()
        .resideOutsideOfPackages("..util..", "..common..", "..impl..", "..manager..")
        .check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/org/gridwarden"))) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        if (!folder.endsWith("org/gridwarden")) {
          assertThat(folder.resolve("package-info.java")).exists();
        }
      }
    }
  }

  @Test
  void onlyTheMapModulesOfThePagesKnowLeaflet() throws IOException {
    try (Stream<Path> modules = Files.walk(Path.of("web/js"))) {
      for (Path module : modules.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(module);
        boolean ofMap = module.equals(Path.of("web/js/map.js")) || module.startsWith("web/js/map");
        assertThat(text.contains("vendor/leaflet/")).as(module.toString()).isEqualTo(ofMap);
        assertThat(text)
            .as(module.toString())
            .doesNotContain("innerHTML")
            .doesNotContain("document.write");
      }
    }
  }
}
