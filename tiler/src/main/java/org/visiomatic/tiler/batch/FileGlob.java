package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Expands patterns that no shell has expanded: `*`, `?`, `[a-z]`, `{a,b}` within a name, and `**`
/// for any folders between. Sorted by name; hidden and temporary files are left out, as are files
/// that do not look like images.
final class FileGlob {

  private static final Pattern SPECIAL = Pattern.compile("[*?\\[{]");

  private final List<String> parts;
  private final Set<Path> found = new LinkedHashSet<>();

  private FileGlob(List<String> parts) {
    this.parts = parts;
  }

  /// Whether a text has characters of a pattern.
  static boolean isPattern(String text) {
    return SPECIAL.matcher(text).find();
  }

  /// The files that a pattern fits.
  ///
  /// @throws java.util.regex.PatternSyntaxException when it is not a pattern
  static List<Path> matches(String pattern) throws IOException {
    FileGlob glob = new FileGlob(List.of(pattern.replaceFirst("^/+", "").split("/+")));
    glob.follow(Path.of(pattern.startsWith("/") ? "/" : ""), 0);
    return List.copyOf(glob.found);
  }

  private void follow(Path folder, int index) throws IOException {
    String part = parts.get(index);
    boolean last = index == parts.size() - 1;
    if (part.equals("**")) {
      followAnyDepth(folder, index, last);
    } else if (!isPattern(part)) {
      Path next = folder.resolve(part);
      if (last && Files.isRegularFile(next)) {
        found.add(next);
      } else if (!last && Files.isDirectory(next)) {
        follow(next, index + 1);
      }
    } else {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + part);
      for (Path entry : FolderListing.of(folder)) {
        if (matcher.matches(entry.getFileName())) {
          take(entry, index, last);
        }
      }
    }
  }

  private void take(Path entry, int index, boolean last) throws IOException {
    if (last && FolderListing.isImage(entry)) {
      found.add(entry);
    } else if (!last && Files.isDirectory(entry)) {
      follow(entry, index + 1);
    }
  }

  /// Does not go through symbolic links to folders, which may lead back.
  private void followAnyDepth(Path folder, int index, boolean last) throws IOException {
    List<Path> entries = FolderListing.of(folder);
    if (last) {
      entries.stream().filter(FolderListing::isImage).forEach(found::add);
    } else {
      follow(folder, index + 1);
    }
    for (Path entry : entries) {
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        follow(entry, index);
      }
    }
  }
}
