package org.visiomatic.tiler.pyramid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleConsumer;
import java.util.zip.CRC32C;

/// Looks whether a pyramid on disk is, byte for byte, the one that was written: documents, files,
/// indexes, and every tile, which the checksum of its level covers even when it has none itself.
///
/// Reads each byte once, tile by tile, with as much memory as the threads need for one tile each.
public final class PyramidCheck {

  /// How often to look again when the pyramid is replaced meanwhile.
  private static final int ATTEMPTS = 5;

  private final Path folder;
  private final Path document;
  private final int threads;
  private final DoubleConsumer progress;
  private final List<Finding> findings = new ArrayList<>();

  private PyramidCheck(Path folder, int threads, DoubleConsumer progress) {
    this.folder = folder;
    this.document = folder.resolve(ZarrDocuments.NAME);
    this.threads = threads;
    this.progress = progress;
  }

  /// Checks the pyramid in a folder.
  ///
  /// @param threads how many read at the same time
  /// @param progress is told what part has been read, from 0 to 1, by any thread
  /// @return what is wrong, from the outside in; nothing when all is well
  public static List<Finding> run(Path folder, int threads, DoubleConsumer progress)
      throws IOException, InterruptedException {
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        PyramidCheck check = new PyramidCheck(folder, threads, progress);
        if (check.run()) {
          return List.copyOf(check.findings);
        }
      }
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      InterruptedException interruption = new InterruptedException("The check was interrupted.");
      interruption.initCause(e);
      throw interruption;
    }
    return List.of(
        new Finding(
            Finding.Kind.GONE,
            folder,
            "The pyramid %s was replaced again and again while it was looked at."
                .formatted(folder)));
  }

  /// @return false when another pyramid has taken its place meanwhile
  private boolean run() throws IOException, InterruptedException {
    byte[] seen = new byte[0];
    try {
      seen = ZarrDocuments.load(document);
      check(seen);
    } catch (DamagedPyramidException e) {
      add(Finding.Kind.DOCUMENT, document, e);
    }
    if (!Files.isDirectory(folder)) {
      findings.clear();
      findings.add(
          new Finding(Finding.Kind.GONE, folder, "The pyramid %s is not there.".formatted(folder)));
      return true;
    }
    return isStill(seen);
  }

  private boolean isStill(byte[] seen) throws IOException {
    try {
      return Arrays.equals(seen, ZarrDocuments.load(document));
    } catch (DamagedPyramidException e) {
      // There was nothing that could be read then either.
      return seen.length == 0;
    }
  }

  private void check(byte[] seen) throws IOException, InterruptedException {
    JsonField group = new JsonField(document, "", ZarrDocuments.parse(document, seen));
    JsonField attributes = group.get("attributes").get("visiomatic");
    if (isOfAnotherVersion(attributes)) {
      findings.add(
          new Finding(
              Finding.Kind.VERSION,
              folder,
              "The pyramid %s is of version %s of the format; this program reads version %d."
                  .formatted(
                      folder,
                      attributes.get("format_version").node(),
                      ZarrDocuments.FORMAT_VERSION)));
      return;
    }
    OwnAttributes own = OwnAttributes.read(group);
    ObjectNode json = (ObjectNode) attributes.node();
    compare(document, seen, ZarrDocuments.group(own.geometry(), own.metadata().source(), json));
    String identity = OwnAttributes.identity(json);
    if (!identity.equals(own.identity())) {
      add(Finding.Kind.DOCUMENT, document, attributes.get("identity").wrong(identity));
    }
    List<ShardGrid> grids = own.grids();
    for (ShardGrid grid : grids) {
      MappedLevel.checkShards(folder, grid);
    }
    findings.addAll(new FolderContents(folder, own, grids).foreign());
    TileProgress done = new TileProgress(grids, progress);
    var factory = Thread.ofPlatform().daemon().name("verify-", 1).factory();
    // Closed in reverse: the last thread has ended before its memory goes.
    try (TilePackers packers =
            new TilePackers(own.storage(), own.geometry().tile().pixels() * Float.BYTES);
        ExecutorService pool = Executors.newFixedThreadPool(threads, factory)) {
      for (ShardGrid grid : grids) {
        Set<String> empty = own.emptyShards().get(grid.level());
        String check = attributes.get("levels").items().get(grid.level()).get("crc32c").text();
        checkDocument(grid);
        checkLevel(new ShardCheck(folder, grid, pool, packers, done), empty, check);
      }
    }
  }

  /// A version that its own identity confirms: a changed digit is damage.
  static boolean isOfAnotherVersion(JsonField own) throws DamagedPyramidException {
    return own.node() instanceof ObjectNode json
        && own.get("format_version").integer() != ZarrDocuments.FORMAT_VERSION
        && own.get("identity").text().equals(OwnAttributes.identity(json));
  }

  private void checkDocument(ShardGrid grid) throws IOException {
    Path file = grid.folder(folder).resolve(ZarrDocuments.NAME);
    try {
      compare(file, ZarrDocuments.load(file), ZarrDocuments.array(grid));
    } catch (DamagedPyramidException e) {
      add(Finding.Kind.DOCUMENT, file, e);
    }
  }

  private void compare(Path file, byte[] found, ObjectNode expected) {
    int at = Arrays.mismatch(found, ZarrDocuments.bytes(expected));
    if (at >= 0) {
      findings.add(
          new Finding(
              Finding.Kind.DOCUMENT,
              file,
              "The file %s is not the document that was written: they differ from byte %d on."
                  .formatted(file, at)));
    }
  }

  private void checkLevel(ShardCheck shards, Set<String> empty, String expected)
      throws IOException, InterruptedException {
    int before = findings.size();
    ShardGrid grid = shards.grid();
    CRC32C check = new CRC32C();
    Set<String> unknown = new HashSet<>(empty);
    for (long number = 0; number < grid.shards(); number++) {
      boolean isEmpty = unknown.remove(grid.name(number));
      findings.addAll(isEmpty ? shards.checkEmpty(number) : shards.check(number, check));
    }
    String found = "%08x".formatted((int) check.getValue());
    if (!unknown.isEmpty()) {
      findings.add(
          new Finding(
              Finding.Kind.DOCUMENT,
              document,
              "The file %s names empty shards of level %d that cannot be: %s."
                  .formatted(document, grid.level(), String.join(", ", unknown))));
    }
    if (findings.size() == before && !found.equals(expected)) {
      findings.add(
          new Finding(
              Finding.Kind.LEVEL,
              grid.folder(folder),
              "Some tile below %s is not the one that was written: the CRC-32C of level %d is %s, but %s was expected."
                  .formatted(grid.folder(folder), grid.level(), found, expected)));
    }
  }

  private void add(Finding.Kind kind, Path file, DamagedPyramidException problem) {
    findings.add(new Finding(kind, file, String.valueOf(problem.getMessage())));
  }
}
