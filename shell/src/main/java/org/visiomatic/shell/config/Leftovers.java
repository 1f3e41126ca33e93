package org.visiomatic.shell.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.shell.config.Configuration.Origin;

/// What a configuration file that VisiOmatic 3 saved says of files of that program. It names every
/// setting with the value that was built in there, so that nobody has wished for these: folders of
/// its Python package, which may be gone, and the dictionary of its cache, which only it can read.
/// What is built in here stands in for them. What somebody names in any other way has to be there.
public final class Leftovers {

  /// What is done without the folder.
  private static final Map<Setting<Path>, String> FOLDERS = folders();

  /// Folders into which Python installs packages.
  private static final List<String> PACKAGES = List.of("site-packages", "dist-packages");

  /// Where the folders stand in the package, which need not be installed.
  private static final List<Path> IN_PACKAGE =
      List.of(
          Path.of("visiomatic", "client"),
          Path.of("visiomatic", "doc", "build", "html"),
          Path.of("visiomatic", "templates"));

  /// Begins a pickle of protocol 2 or later; the protocol follows.
  private static final int PICKLE = 0x80;

  private static final int FIRST_PROTOCOL = 2;
  private static final int LAST_PROTOCOL = 9;

  private Leftovers() {}

  private static Map<Setting<Path>, String> folders() {
    Map<Setting<Path>, String> folders = new LinkedHashMap<>();
    folders.put(ServerSection.CLIENT_DIR, "the built-in client is served");
    folders.put(ServerSection.DOC_DIR, "no manual is published");
    folders.put(ServerSection.TEMPLATE_DIR, "the built-in pages are shown");
    return folders;
  }

  /// The file or folder that a setting names; nothing when it names none, or a leftover.
  public static Optional<Path> path(Configuration configuration, Setting<Path> setting) {
    Path path = configuration.get(setting);
    return path.toString().isEmpty() || isLeftover(configuration, setting)
        ? Optional.empty()
        : Optional.of(path);
  }

  /// A sentence for each leftover: where it is named, and what is used in its place.
  public static List<String> warnings(Configuration configuration) {
    List<String> warnings = new ArrayList<>();
    FOLDERS.forEach(
        (setting, instead) -> {
          if (isLeftover(configuration, setting)) {
            warnings.add(warning(configuration, setting, "which is not there", instead));
          }
        });
    Setting<Path> uses = CacheSection.ULTRADICT_CACHE_FILE;
    if (isLeftover(configuration, uses)) {
      warnings.add(
          warning(
              configuration,
              uses,
              "which is left alone",
              "last uses are noted in the cache folder"));
    }
    return warnings;
  }

  private static String warning(
      Configuration configuration, Setting<Path> setting, String what, String instead) {
    return "Setting %s of %s is %s of VisiOmatic 3, %s; %s."
        .formatted(
            setting.name(),
            configuration.where(setting),
            configuration.get(setting),
            what,
            instead);
  }

  private static boolean isLeftover(Configuration configuration, Setting<Path> setting) {
    if (configuration.origin(setting) != Origin.FILE) {
      return false;
    }
    Path path = configuration.get(setting);
    return FOLDERS.containsKey(setting)
        ? isOfPackage(path) && !Files.isDirectory(path)
        : setting.equals(CacheSection.ULTRADICT_CACHE_FILE) && isPickle(path);
  }

  private static boolean isOfPackage(Path path) {
    for (Path part : path) {
      if (PACKAGES.contains(part.toString())) {
        return true;
      }
    }
    return IN_PACKAGE.stream().anyMatch(path::endsWith);
  }

  private static boolean isPickle(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      int first = in.read();
      int protocol = in.read();
      return first == PICKLE && protocol >= FIRST_PROTOCOL && protocol <= LAST_PROTOCOL;
    } catch (IOException e) {
      // Whoever wants to use it will say why it cannot be read.
      return false;
    }
  }
}
