package org.visiomatic.shell.cache;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.visiomatic.shell.console.InputException;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.CachedPyramid;
import org.visiomatic.tiler.pyramid.SourceStamp;

/// The images in a cache folder by the names that users give them: the name of the source file
/// (`m31.fits`), or with the hash behind it (`m31.fits-0123456789abcdef`) where several sources
/// have that name.
public final class CachedImages {

  private static final String SUFFIX = CacheFolder.SUFFIX;
  private static final int HASH_DIGITS = 16;
  private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

  private final CacheFolder folder;
  private final SequencedMap<String, CachedPyramid> byName;
  private final Map<Path, String> names = new HashMap<>();

  private CachedImages(CacheFolder folder, SequencedMap<String, CachedPyramid> byName) {
    this.folder = folder;
    this.byName = byName;
    byName.forEach((name, pyramid) -> names.put(pyramid.folder(), name));
  }

  /// Those in a cache folder now, the least recently used first. Takes a fraction of a second for
  /// thousands of them.
  public static CachedImages in(CacheFolder folder) throws IOException {
    List<CachedPyramid> pyramids = folder.contents();
    List<String> sources = new ArrayList<>(pyramids.size());
    Set<String> seen = HashSet.newHashSet(pyramids.size());
    Set<String> shared = new HashSet<>();
    for (CachedPyramid pyramid : pyramids) {
      String source = sourceName(pyramid.folder());
      sources.add(source);
      if (!seen.add(source)) {
        shared.add(source);
      }
    }
    SequencedMap<String, CachedPyramid> byName = LinkedHashMap.newLinkedHashMap(pyramids.size());
    for (int at = 0; at < pyramids.size(); at++) {
      String source = sources.get(at);
      CachedPyramid pyramid = pyramids.get(at);
      byName.put(shared.contains(source) ? fullName(pyramid.folder()) : source, pyramid);
    }
    return new CachedImages(folder, byName);
  }

  private static String sourceName(Path pyramid) {
    String name = fullName(pyramid);
    int dash = name.length() - HASH_DIGITS - 1;
    return dash >= 0 && name.charAt(dash) == '-' && isHash(name, dash + 1)
        ? name.substring(0, dash)
        : name;
  }

  private static boolean isHash(String name, int from) {
    for (int at = from; at < name.length(); at++) {
      char digit = name.charAt(at);
      if (!((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  private static String fullName(Path pyramid) {
    String name = String.valueOf(pyramid.getFileName());
    return name.substring(0, name.length() - SUFFIX.length());
  }

  /// The folder that they are in.
  public CacheFolder folder() {
    return folder;
  }

  /// Their names, the least recently used first.
  public SequencedSet<String> names() {
    return byName.sequencedKeySet();
  }

  /// What each takes on disk, in bytes, by name, the least recently used first.
  public SequencedMap<String, Long> sizes() {
    SequencedMap<String, Long> sizes = new LinkedHashMap<>();
    byName.forEach((name, pyramid) -> sizes.put(name, pyramid.bytes()));
    return sizes;
  }

  /// All of them, the least recently used first.
  public SequencedCollection<CachedPyramid> all() {
    return byName.sequencedValues();
  }

  /// The pyramids, the least recently used first.
  public List<Path> pyramids() {
    return byName.values().stream().map(CachedPyramid::folder).toList();
  }

  /// What users call a pyramid of this folder.
  public String nameOf(Path pyramid) {
    return names.getOrDefault(pyramid, fullName(pyramid));
  }

  /// What is known of a pyramid of this folder, if it was there.
  public Optional<CachedPyramid> find(Path pyramid) {
    return Optional.ofNullable(names.get(pyramid)).map(byName::get);
  }

  /// The one pyramid that a text means: a name, the path of a source file or of a pyramid, a
  /// pattern or the beginning of a name if only one fits.
  ///
  /// @throws InputException when none is meant, or several
  public Path one(String text) throws IOException {
    List<Path> exact = meant(text);
    List<Path> found = exact.isEmpty() ? named(name -> name.startsWith(text)) : exact;
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
      List<Path> meant = meant(text);
      if (meant.isEmpty()) {
        throw missing(text);
      }
      found.addAll(meant);
    }
    return List.copyOf(found);
  }

  /// What to say when a text means no pyramid.
  private InputException missing(String text) {
    return new InputException(
        isFile(text)
            ? "The image file %s has no pyramid in the cache folder %s; 'visiomatic tile' makes one."
                .formatted(text, folder.path())
            : "There is no image '%s' in the cache folder %s; 'visiomatic ls' lists those that are there."
                .formatted(text, folder.path()));
  }

  private static boolean isFile(String text) {
    try {
      return Files.isRegularFile(Path.of(text));
    } catch (InvalidPathException e) {
      // Nothing that a file could be called.
      return false;
    }
  }

  /// The pyramids that a name, a path or a pattern means, a beginning of a name not among them.
  private List<Path> meant(String text) throws IOException {
    CachedPyramid named = byName.get(text);
    if (named != null) {
      return List.of(named.folder());
    }
    List<Path> ofName =
        pyramids().stream()
            .filter(each -> text.equals(sourceName(each)) || text.equals(fullName(each)))
            .toList();
    if (!ofName.isEmpty()) {
      return ofName;
    }
    List<Path> ofFile = ofFile(text);
    return ofFile.isEmpty() && GLOB.matcher(text).find() ? globbed(glob(text)) : ofFile;
  }

  private List<Path> globbed(Predicate<String> glob) {
    return byName.entrySet().stream()
        .filter(
            entry -> glob.test(entry.getKey()) || glob.test(sourceName(entry.getValue().folder())))
        .map(entry -> entry.getValue().folder())
        .toList();
  }

  /// Which names a pattern fits.
  ///
  /// @throws InputException when it is none
  private static Predicate<String> glob(String glob) throws InputException {
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      return name -> matcher.matches(Path.of(name));
    } catch (PatternSyntaxException e) {
      throw new InputException(
          "'%s' is no pattern of names: %s. Patterns are made with *, ?, [a-z] and {a,b}."
              .formatted(glob, e.getDescription()),
          e);
    }
  }

  private List<Path> named(Predicate<String> condition) {
    return byName.entrySet().stream()
        .filter(entry -> condition.test(entry.getKey()))
        .map(entry -> entry.getValue().folder())
        .toList();
  }

  private List<Path> ofFile(String text) throws IOException {
    Path path;
    try {
      path = Path.of(text);
    } catch (InvalidPathException e) {
      // A pattern, where paths cannot have its symbols.
      return List.of();
    }
    Path real = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
    if (names.containsKey(real)) {
      return List.of(real);
    }
    // Its folder says whose a pyramid is that cannot say so itself.
    String usual = sourceName(folder.pyramidOf(new SourceStamp(real.toString(), 0, 0), ""));
    return byName.values().stream()
        .filter(
            pyramid ->
                pyramid
                    .outline()
                    .map(outline -> outline.source().path().equals(real.toString()))
                    .orElseGet(() -> sourceName(pyramid.folder()).equals(usual)))
        .map(CachedPyramid::folder)
        .toList();
  }
}
