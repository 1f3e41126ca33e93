package org.visiomatic.shell.running;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// The machine that the program runs on; a container is one of its own.
final class Machine {

  private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

  private Machine() {}

  /// Its name.
  static String name() {
    try {
      // Java's own way asks the name service, which may take seconds.
      return Files.isReadable(LINUX)
          ? Files.readString(LINUX).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      // A machine without a name is the only one of its kind that anybody here talks of.
      return "localhost";
    }
  }
}
