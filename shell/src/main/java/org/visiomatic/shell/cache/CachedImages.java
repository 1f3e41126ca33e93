package org.visiomatic.shell.cache;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.visiomatic.shell.console.InputException;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.DamagedPyramidException;
import org.visiomatic.tiler.pyramid.PyramidDescription;

/// The images in a cache folder by the names that users give them: the name of the source file
/// (`m31.fits`), or with the hash behind it (`m31.fits-0123456789abcdef`) where several sources
/// have that name.
public final class CachedImages {

  private static final Pattern FOLDER = Pattern.compile("(.*)-([0-9a-f]{16})\\.ome\\.zarr");

  private final CacheFolder folder;
  private final SequencedMap<String, Path> byName;
  private final Map<Path, String> names;

  private CachedImages(CacheFolder folder, SequencedMap<String, Path> byName) {
    this.folder = folder;
    this.byName = byName;
    names =
        byName.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  }

  /// Those in a cache folder now, the least recently used first.
  public static CachedImages in(CacheFolder folder) throws IOException {
    List<Path> pyramids = folder.pyramids();
    Map<String, Long> frequency =
        pyramids.stream()
            .collect(Collectors.groupingBy(CachedImages::sourceName, Collectors.counting()));
    SequencedMap<String, Path> byName = new LinkedHashMap<>();
    for (Path pyramid : pyramids) {
      String name = sourceName(pyramid);
      byName.put(frequency.getOrDefault(name, 1L) == 1 ? name : fullName(pyramid), pyramid);
    }
    return new CachedImages(folder, byName);
  }

  private static String sourceName(Path pyramid) {
    Matcher parts = FOLDER.matcher(String.valueOf(pyramid.getFileName()));
    return parts.matches() ? parts.group(1) : fullName(pyramid);
  }

  private static String fullName(Path pyramid) {
    String name = String.valueOf(pyramid.getFileName());
    return name.substring(0, name.length() - ".ome.zarr".length());
  }

  /// Their names, the least recently used first.
  public SequencedSet<String> names() {
    return byName.sequencedKeySet();
  }

  /// The pyramids, the least recently used first.
  public List<Path> pyramids() {
    return List.copyOf(byName.values());
  }

  /// What users call a pyramid of this folder.
  public String nameOf(Path pyramid) {
    return names.getOrDefault(pyramid, fullName(pyramid));
  }

  /// The one pyramid that a text means: a name, the path of a source file or of a pyramid, a
  /// pattern or the beginning of a name if only one fits.
  ///
  /// @throws InputException when none is meant, or several
  public Path one(String text) throws IOException {
    List<Path> found = find(text);
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      throw missing(text);
    }
    throw new InputException(
        "'%s' fits %d images in the cache folder %s: %s; name one of them."
            .formatted(
                text,
                found.size(),
                folder.path(),
                found.stream().limit(5).map(this::nameOf).collect(Collectors.joining(", "))));
  }

  /// The pyramids that texts mean, each once, in that order. A beginning of names does not do, as
  /// they may be about to be removed.
  ///
  /// @throws InputException when one means none
  public List<Path> all(List<String> texts) throws IOException {
    SequencedSet<Path> found = new LinkedHashSet<>();
    for (String text : texts) {
      List<Path> meant = exactly(text);
      if (meant.isEmpty()) {
        throw missing(text);
      }
      found.addAll(meant);
    }
    return List.copyOf(found);
  }

  private InputException missing(String text) {
    return new InputException(
        "There is no image '%s' in the cache folder %s; 'visiomatic ls' lists those that are there."
            .formatted(text, folder.path()));
  }

  private List<Path> find(String text) throws IOException {
    List<Path> exact = exactly(text);
    return exact.isEmpty() ? matching(name -> name.startsWith(text)) : exact;
  }

  private List<Path> exactly(String text) throws IOException {
    Path named = byName.get(text);
    if (named != null) {
      return List.of(named);
    }
    List<Path> ofName =
        byName.values().stream()
            .filter(each -> text.equals(sourceName(each)) || text.equals(fullName(each)))
            .toList();
    if (!ofName.isEmpty()) {
      return ofName;
    }
    List<Path> ofFile = ofFile(text);
    return ofFile.isEmpty() && text.matches(".*[*?\\[{].*") ? globbed(text) : ofFile;
  }

  private List<Path> globbed(String glob) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return matching(name -> matcher.matches(Path.of(name)));
  }

  private List<Path> matching(Function<String, Boolean> condition) {
    return byName.entrySet().stream()
        .filter(entry -> condition.apply(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private List<Path> ofFile(String text) throws IOException {
    Path path = Path.of(text);
    if (!Files.exists(path)) {
      return List.of();
    }
    Path real = path.toRealPath();
    if (byName.containsValue(real)) {
      return List.of(real);
    }
    List<Path> found = new ArrayList<>();
    for (Path pyramid : byName.values()) {
      if (sourceName(pyramid).equals(String.valueOf(real.getFileName())) && isOf(real, pyramid)) {
        found.add(pyramid);
      }
    }
    return found;
  }

  private static boolean isOf(Path source, Path pyramid) throws IOException {
    try {
      return PyramidDescription.read(pyramid).metadata().source().path().equals(source.toString());
    } catch (DamagedPyramidException e) {
      // Its name says so, and nothing better can be known.
      return true;
    }
  }
}
