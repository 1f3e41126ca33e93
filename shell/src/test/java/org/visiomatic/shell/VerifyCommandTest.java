package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.tiler.build.Demand;
import org.visiomatic.tiler.build.ImageTiler;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.build.TilingProgress;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.FitsFixtures;

class VerifyCommandTest {

  private static final Storage STORAGE = new Storage(Storage.Compression.ZSTD, true);

  @TempDir Path folder;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private Path cache;
  private Path image;
  private Path pyramid;

  @BeforeEach
  void buildTwoPyramids() throws Exception {
    folder = folder.toRealPath();
    cache = folder.resolve("cache");
    image = FitsFixtures.ramp(600, 500, 1).writeTo(folder.resolve("one.fits"));
    Path other = FitsFixtures.ramp(100, 100, 1).writeTo(folder.resolve("two.fits"));
    pyramid = build(image);
    build(other);
  }

  private Path build(Path source) throws Exception {
    CacheFolder open = CacheFolder.open(cache);
    TilingOptions options =
        new TilingOptions(new TileSize(64, 64), List.of("0"), 2, 1 << 22, STORAGE);
    try (ImageTiler tiler = new ImageTiler(open, options);
        Pyramid built = tiler.tile(source, Demand.ANY, TilingProgress.silent()).pyramid()) {
      return open.pyramidOf(built.metadata().source(), built.metadata().options());
    }
  }

  private int verify(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    String[] all = new String[arguments.length + 3];
    all[0] = "verify";
    all[1] = "--cache_dir";
    all[2] = cache.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), Map.of(), all);
  }

  private Path shard() {
    return pyramid.resolve("0/c/0/0/0");
  }

  private void damage() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(shard().toFile(), "rw")) {
      int found = file.read();
      file.seek(0);
      file.write(found ^ 1);
    }
  }

  @Test
  void saysThatAllIsGood() {
    assertThat(verify()).isZero();
    assertThat(out.toString()).contains("good     " + pyramid).contains("2 pyramids: 2 good.");
    assertThat(err.toString()).isEmpty();
    assertThat(verify("--quiet", "--source")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void namesWhatIsDamagedWhicheverWayItIsAskedFor() throws Exception {
    damage();
    for (Path place : List.of(cache, pyramid, image)) {
      assertThat(verify(place.toString())).isEqualTo(ExitCode.SOME_FAILED);
      assertThat(out.toString())
          .contains("damaged  " + pyramid)
          .contains("The TileKey[level=0, channel=0, row=0, column=0] in the shard " + shard());
    }
    assertThat(shard()).exists();
  }

  @Test
  void repairsWithTheOptionsAndTheStorageThatItHad() throws Exception {
    byte[] whole = Files.readAllBytes(shard());
    damage();
    assertThat(verify("--repair")).isZero();
    assertThat(out.toString()).contains("repaired " + pyramid, "built again from " + image);
    assertThat(Files.readAllBytes(shard())).isEqualTo(whole);
    try (Pyramid repaired = Pyramid.open(pyramid)) {
      assertThat(repaired.storage()).isEqualTo(STORAGE);
    }
    assertThat(verify("--source")).isZero();
  }

  @Test
  void comparesWithTheSourceOnRequest() throws Exception {
    FileTime time = Files.getLastModifiedTime(image);
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.seek(2880);
      file.writeFloat(-5);
    }
    Files.setLastModifiedTime(image, time);
    assertThat(verify()).isZero();
    assertThat(verify("--source")).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(out.toString()).contains("differs from its source at level 0: column 0, row 499");
    assertThat(verify("--source", "--repair")).isZero();
    assertThat(verify("--source")).isZero();
  }

  @Test
  void leavesAWholePyramidWhoseSourceIsGone() throws Exception {
    Files.delete(image);
    assertThat(verify("--source", "--repair")).isZero();
    assertThat(out.toString()).contains("good     " + pyramid, "one.fits").contains("is gone.");
    assertThat(pyramid).exists();
  }

  @Test
  void removesADamagedPyramidThatCannotBeBuiltAgain() throws Exception {
    damage();
    Files.delete(image);
    assertThat(verify("--repair")).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(out.toString())
        .contains("removed  " + pyramid)
        .contains("It was removed, for its source " + image + " is gone.");
    assertThat(pyramid).doesNotExist();
    assertThat(verify()).isZero();
  }

  @Test
  void keepsADamagedPyramidThatSomebodyReads() throws Exception {
    CacheFolder open = CacheFolder.open(cache);
    try (Pyramid used = build(open)) {
      assertThat(used.geometry().width()).isEqualTo(600);
      damage();
      Files.delete(image);
      assertThat(verify("--repair")).isEqualTo(ExitCode.SOME_FAILED);
      assertThat(out.toString()).contains("It is in use and stays");
      assertThat(pyramid).exists();
    }
  }

  private Pyramid build(CacheFolder open) throws IOException {
    return open.find(org.visiomatic.tiler.pyramid.SourceStamp.of(image), "tile=64x64;extensions=0")
        .orElseThrow();
  }

  @Test
  void removesAPyramidThatCannotSayWhoseItIs() throws Exception {
    Files.writeString(pyramid.resolve("zarr.json"), "{}");
    assertThat(verify("--repair")).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(out.toString()).contains("does not say any more which file it was made from");
    assertThat(pyramid).doesNotExist();
  }

  @Test
  void leavesPyramidsOfOtherVersionsAlone() throws Exception {
    Path old = cache.resolve("old.fits-0123456789abcdef.ome.zarr");
    Files.createDirectories(old);
    String own = "{\n  \"format_version\" : 1\n}";
    byte[] digest =
        java.security.MessageDigest.getInstance("SHA-256")
            .digest(own.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String identity = java.util.HexFormat.of().formatHex(digest).substring(0, 20);
    Files.writeString(
        old.resolve("zarr.json"),
        "{\"attributes\": {\"visiomatic\": {\"format_version\": 1, \"identity\": \"%s\"}}}"
            .formatted(identity));
    assertThat(verify("--repair")).isZero();
    assertThat(out.toString()).contains("skipped  " + old, "is of version 1 of the format");
    assertThat(old).exists();
  }

  @Test
  void tellsOfLeftoversAndRemovesThemOnRequest() throws Exception {
    Path leftover =
        Files.createDirectories(cache.resolve(".staging").resolve(pyramid.getFileName() + ".x"));
    assertThat(verify()).isZero();
    assertThat(out.toString()).contains("leftover " + leftover).contains("1 leftover.");
    assertThat(leftover).exists();
    assertThat(verify("--repair")).isZero();
    assertThat(out.toString()).contains("(removed)");
    assertThat(leftover).doesNotExist();
  }

  @Test
  void printsOneJsonObjectPerLine() throws Exception {
    damage();
    assertThat(verify("--json")).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(out.toString().lines())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("{\"pyramid\":\"" + pyramid + "\",\"status\":\"damaged\",\"findings\":[{")
        .contains("\"kind\":\"tile\"");
    assertThat(out.toString().lines().toList().getLast())
        .isEqualTo(
            "{\"summary\":{\"good\":1,\"damaged\":1,\"repaired\":0,\"removed\":0,\"skipped\":0,\"failed\":0,\"leftovers\":0}}");
  }

  @Test
  void saysThatThereIsNothingToVerify() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path nowhere = folder.resolve("nowhere");
    Path untiled = FitsFixtures.ramp(10, 10, 1).writeTo(folder.resolve("three.fits"));
    for (Path place : List.of(empty, nowhere, untiled)) {
      assertThat(verify(place.toString())).isEqualTo(ExitCode.NO_INPUT);
      assertThat(err.toString()).startsWith("visiomatic: The").contains(place.toString());
    }
    assertThat(verify("--bogus")).isEqualTo(ExitCode.USAGE);
    assertThat(empty).isEmptyDirectory();
  }
}
