package org.visiomatic.tiler.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A collection of real astronomical files that may stand in `../shared/data/real` beside the
/// project, or in `real` below the folder that the environment variable `VISIOMATIC_SHARED_DATA`
/// names.
public final class RealFiles {

  private static final List<String> FOLDERS =
      List.of("demo", "formats", "cubes", "mef", "wcs", "odd");

  private RealFiles() {}

  /// Where they would be.
  public static Path folder() {
    String shared = System.getenv("VISIOMATIC_SHARED_DATA");
    return shared != null
        ? Path.of(shared, "real")
        : Path.of(System.getProperty("basedir", "."), "../../shared/data/real").normalize();
  }

  /// All of them, relative to [#folder], in the order of their names.
  public static List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.list(folder().resolve(folder))) {
        files
            .filter(Files::isRegularFile)
            .map(file -> folder + "/" + file.getFileName())
            .sorted()
            .forEach(names::add);
      }
    }
    return names;
  }
}
