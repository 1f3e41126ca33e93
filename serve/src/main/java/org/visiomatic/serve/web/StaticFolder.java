package org.visiomatic.serve.web;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.regex.Pattern;
import org.visiomatic.serve.api.Answer.Freshness;
import org.visiomatic.serve.api.EntityTag;

/// The files below a folder, and never any other: no `..`, no absolute names, no symbolic links out
/// of it, no hidden files.
public final class StaticFolder implements StaticFiles {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve");

  /// Control characters, backslashes, drive letters, and parts that are empty or begin with a dot.
  private static final Pattern REFUSED =
      Pattern.compile("[\\x00-\\x1f\\x7f\\\\]|^[A-Za-z]:|(?:^|/)(?:\\.|/|$)");

  private final Path folder;

  private StaticFolder(Path folder) {
    this.folder = folder;
  }

  /// The files below a folder; none, and one line in the log, when it is not there.
  public static StaticFiles of(Path folder) {
    try {
      return new StaticFolder(folder.toRealPath());
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "The folder {0} is not there, so nothing is served from it: {1}",
          folder,
          e.getMessage());
      return StaticFiles.none();
    }
  }

  @Override
  public Optional<StaticFile> find(String path) {
    String name = path.isEmpty() || path.endsWith("/") ? path + "index.html" : path;
    if (REFUSED.matcher(name).find()) {
      return Optional.empty();
    }
    try {
      Path file = folder.resolve(name).toRealPath();
      if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
        return Optional.empty();
      }
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      String tag =
          EntityTag.of(file + ";" + attributes.size() + ';' + attributes.lastModifiedTime());
      return Optional.of(
          new StaticFile(
              MediaTypes.of(name),
              attributes.size(),
              tag,
              Optional.of(attributes.lastModifiedTime().toInstant()),
              HashedNames.freshness(name),
              // A link that took the place of the file since would lead anywhere.
              () -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)));
    } catch (IOException | InvalidPathException e) {
      // No such file, or none that may be read: the same for a visitor.
      return Optional.empty();
    }
  }

  /// Tells files whose names change with their content.
  static final class HashedNames {

    /// As the client's bundler names them: `assets/index-B3xk2_9a.js`.
    private static final Pattern HASHED =
        Pattern.compile("(?:^|/)assets/[^/]+-[A-Za-z0-9_-]{8}\\.[A-Za-z0-9]+$");

    private HashedNames() {}

    static Freshness freshness(String name) {
      return HASHED.matcher(name).find() ? Freshness.IMMUTABLE : Freshness.CHECKED;
    }
  }
}
