package org.visiomatic.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The packaged command; the launcher of the checkout would start a build within this one.
final class PackagedCommand {

  private PackagedCommand() {}

  /// Writes a script that starts it.
  static Path in(Path folder) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path jar = Path.of("../shell/target/dist/visiomatic.jar").toAbsolutePath().normalize();
    Path script = folder.resolve("visiomatic");
    Files.writeString(
        script,
        "#!/bin/sh\nexec '%s' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar '%s' \"$@\"\n"
            .formatted(java, jar));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
