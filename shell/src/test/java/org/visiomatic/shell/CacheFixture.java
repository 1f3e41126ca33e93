package org.visiomatic.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.visiomatic.shell.console.Question;
import org.visiomatic.tiler.build.Demand;
import org.visiomatic.tiler.build.ImageTiler;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.build.TilingProgress;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.FitsFixtures;

/// A cache folder with images in it, for commands to work on.
final class CacheFixture {

  private static final TilingOptions OPTIONS =
      new TilingOptions(new TileSize(64, 64), List.of(), 2, 1 << 22, Storage.PLAIN);

  private final Path folder;
  private final Path cache;

  /// @param folder where images and the cache folder are made
  CacheFixture(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    this.cache = this.folder.resolve("cache");
  }

  Path cache() {
    return cache;
  }

  CacheFolder open() throws IOException {
    return CacheFolder.open(cache);
  }

  Path image(String name) {
    return folder.resolve(name);
  }

  /// Makes an image file and its pyramid.
  ///
  /// @param unused for how long it was not used
  /// @return the pyramid
  Path add(String name, int width, int height, Duration unused) throws Exception {
    Path file = image(name);
    Files.createDirectories(file.getParent());
    return tile(FitsFixtures.ramp(width, height, 1).writeTo(file), unused);
  }

  /// Makes the pyramid of a file.
  Path tile(Path file, Duration unused) throws Exception {
    CacheFolder open = open();
    Path pyramid;
    try (ImageTiler tiler = new ImageTiler(open, OPTIONS);
        Pyramid built = tiler.tile(file, Demand.ANY, TilingProgress.silent()).pyramid()) {
      pyramid = open.pyramidOf(built.metadata().source(), built.metadata().options());
    }
    // To close it was a use.
    Files.setLastModifiedTime(pyramid, FileTime.from(Instant.now().minus(unused)));
    return pyramid;
  }

  /// Runs a command on the cache folder.
  Ran run(String... words) {
    return run(Question.toNobody(), words);
  }

  /// The same with somebody who answers.
  Ran run(Question question, String... words) {
    List<String> line = new ArrayList<>(Arrays.asList(words));
    line.addAll(List.of("--cache_dir", cache.toString()));
    return Ran.asking(question, line.toArray(String[]::new));
  }

  /// A text without what differs from run to run: digits of sizes among them, as metadata hold the
  /// path of the image.
  String still(String text) {
    String sized =
        Pattern.compile("[0-9.]+ [KMGT]iB")
            .matcher(text)
            .replaceAll(size -> size.group().replaceAll("[0-9]", "#"));
    return sized
        .replace(folder.toString(), "FOLDER")
        .replaceAll("-[0-9a-f]{16}", "-HASH")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll("[#.]+ [KMGT]iB free of [#.]+ [KMGT]iB", "ROOM")
        .replaceAll("(  now|   \\ds|  \\d\\ds)(?=\\s)", "  AGE")
        .replaceAll("\\((now|\\d+s ago)\\)", "(AGE)");
  }
}
