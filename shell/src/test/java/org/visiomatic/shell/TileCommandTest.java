package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.tiler.pyramid.BuildClaim;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.source.FitsFixtures;

/// `visiomatic tile` in this process: options, output, exit codes.
class TileCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path root;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private Path night;
  private Path cache;

  @BeforeEach
  void makeFolders() throws IOException {
    root = root.toRealPath();
    night = Files.createDirectory(root.resolve("night"));
    cache = root.resolve("cache");
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    List<String> line = new ArrayList<>(List.of("tile", "--cache_dir", cache.toString()));
    line.addAll(List.of(arguments));
    return Main.run(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        environment,
        line.toArray(String[]::new));
  }

  private Path image(String name) throws IOException {
    Path file = night.resolve(name);
    Files.createDirectories(file.getParent());
    return FitsFixtures.ramp(300, 200, 1).writeTo(file);
  }

  private List<JsonNode> lines(String text) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : text.lines().toList()) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }

  private List<JsonNode> manifest() throws IOException {
    return lines(Files.readString(root.resolve("manifest")));
  }

  private List<Path> pyramids() throws IOException {
    return CacheFolder.open(cache).pyramids();
  }

  @Test
  void cachesAFolderAndSaysSo() throws IOException {
    image("a.fits");
    image("b.fits");
    assertThat(run(night.toString())).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .matches(
            "visiomatic: 2 built, 0 current, 0 skipped, 0 failed in .* s \\(0\\.1200 MP, .*\\)\\R");
    assertThat(pyramids()).hasSize(2);
    assertThat(run(night.toString())).isEqualTo(ExitCode.OK);
    assertThat(err.toString()).contains("0 built, 2 current");
  }

  @Test
  void writesAManifestToAFileAndToStandardOutput() throws IOException {
    image("a.fits");
    assertThat(run("--manifest", root.resolve("manifest").toString(), night.toString())).isZero();
    assertThat(manifest()).hasSize(2);
    assertThat(manifest().getFirst().path("status").asText()).isEqualTo("built");
    assertThat(manifest().getLast().at("/summary/exit_code").asInt(-1)).isZero();
    assertThat(run("--manifest=-", night.toString())).isZero();
    assertThat(lines(out.toString()).getFirst().path("status").asText()).isEqualTo("current");
  }

  @Test
  void refusesAManifestThatCannotBeWritten() throws IOException {
    image("a.fits");
    assertThat(run("--manifest", root + "/no/manifest", night.toString()))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).startsWith("visiomatic: The manifest cannot be written: ");
    assertThat(cache).doesNotExist();
  }

  @Test
  void tellsOfFilesThatFailedAlsoWhenQuiet() throws IOException {
    image("a.fits");
    Path bad = Files.writeString(night.resolve("bad.fits"), "not FITS");
    assertThat(run("--quiet", night.toString())).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(err.toString())
        .startsWith("visiomatic: failed " + bad + ": bad.fits is not a FITS file")
        .hasLineCount(1);
  }

  @Test
  void saysWhatBecameOfEveryImageWhenVerbose() throws IOException {
    Path a = image("a.fits");
    assertThat(run("-v", night.toString())).isZero();
    assertThat(err.toString()).contains("visiomatic: built " + a + ": 300 × 200 × 1, ");
  }

  @Test
  void tellsWhenThereIsNoReadableInput() throws IOException {
    assertThat(run(night.toString())).isEqualTo(ExitCode.NO_INPUT);
    assertThat(err.toString()).contains("There is no image among the inputs.");
    assertThat(run(night + "/gone.fits")).isEqualTo(ExitCode.NO_INPUT);
    assertThat(err.toString()).contains("There is no file " + night + "/gone.fits.");
    Files.writeString(night.resolve("bad.fits"), "not FITS");
    assertThat(run(night.toString())).isEqualTo(ExitCode.NO_INPUT);
  }

  @Test
  void takesFoldersBelowOnlyWhenAsked() throws IOException {
    image("a.fits");
    image("deep/b.fits");
    assertThat(run(night.toString())).isZero();
    assertThat(pyramids()).hasSize(1);
    assertThat(run("--recursive", night.toString())).isZero();
    assertThat(pyramids()).hasSize(2);
  }

  @Test
  void takesListsAndPatterns() throws IOException {
    Path a = image("a.fits");
    image("b.fits");
    Path list = Files.writeString(root.resolve("list"), "# list\n" + a + "\n");
    assertThat(run("@" + list)).isZero();
    assertThat(pyramids()).hasSize(1);
    assertThat(run(night + "/*.fits")).isZero();
    assertThat(pyramids()).hasSize(2);
  }

  @Test
  void readsNamesFromStandardInput() throws IOException {
    Path a = image("a.fits");
    Path b = image("b.fits");
    InputStream before = System.in;
    try {
      String names = a + "\0" + b + "\0";
      System.setIn(new ByteArrayInputStream(names.getBytes(StandardCharsets.UTF_8)));
      assertThat(run("--null", "-")).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(pyramids()).hasSize(2);
  }

  @Test
  void dividesInputsIntoShares() throws IOException {
    for (int i = 0; i < 6; i++) {
      image(i + ".fits");
    }
    assertThat(run("--shard=1/2", night.toString())).isZero();
    int first = pyramids().size();
    assertThat(run("--shard", "2/2", night.toString())).isZero();
    assertThat(err.toString()).contains((6 - first) + " built, 0 current");
    assertThat(pyramids()).hasSize(6);
  }

  @Test
  void succeedsWhenItsShareIsEmpty() throws IOException {
    image("a.fits");
    int empty = 0;
    for (int i = 1; i <= 2; i++) {
      assertThat(run("--shard=" + i + "/2", night.toString())).isZero();
      empty += err.toString().contains("0 built, 0 current") ? 1 : 0;
    }
    assertThat(empty).isEqualTo(1);
  }

  @Test
  void buildsAgainOnlyWhenForcedOrStoredOtherwise() throws IOException {
    image("a.fits");
    run(night.toString());
    assertThat(run("--force", night.toString())).isZero();
    assertThat(err.toString()).contains("1 built");
    assertThat(run("--checksums", night.toString())).isZero();
    assertThat(err.toString()).contains("1 built");
    assertThat(run(Map.of("VISIOMATIC_CHECKSUMS", "true"), night.toString())).isZero();
    assertThat(err.toString()).contains("1 current");
    assertThat(run("--compress", "zstd", night.toString())).isZero();
    assertThat(err.toString()).contains("1 built");
  }

  @Test
  void takesOnlyTheExtensionsThatAreNamed() throws IOException {
    FitsFixtures.detectors(2, 1, 100, 80).writeTo(night.resolve("camera.fits"));
    assertThat(run("--extension=2", "--manifest=-", night.toString())).isZero();
    assertThat(lines(out.toString()).getFirst().path("width").asInt()).isEqualTo(100);
  }

  @Test
  void takesTheTileSize() throws IOException {
    image("a.fits");
    assertThat(run("--tile-size=100,100", "--manifest=-", night.toString())).isZero();
    assertThat(lines(out.toString()).getFirst().path("levels").asInt()).isEqualTo(3);
  }

  @Test
  void endsWithTheFirstFailureWhenAsked() throws IOException {
    Files.writeString(night.resolve("a.fits"), "not FITS");
    image("b.fits");
    assertThat(run("--fail-fast", "--jobs=1", night.toString())).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(err.toString()).contains("0 built, 0 current, 1 skipped, 1 failed");
    assertThat(run("--keep_going", "-j1", night.toString())).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(err.toString()).contains("1 built");
  }

  @Test
  void givesUpOnImagesThatOthersBuildAfterAWhile() throws Exception {
    Path a = image("a.fits");
    CacheFolder folder = CacheFolder.open(cache);
    Path place = folder.pyramidOf(SourceStamp.of(a), "tile=256x256;extensions=");
    try (BuildClaim claim = folder.claim(place)) {
      assertThat(claim.staging()).exists();
      assertThat(run("--wait=0", night.toString())).isEqualTo(ExitCode.BUSY);
    }
    assertThat(err.toString()).contains("skipped " + a, "1 skipped");
  }

  @Test
  void refusesABatchThatDoesNotFitTheCache() throws IOException {
    image("a.fits");
    image("b.fits");
    assertThat(run("--max-cache-image-count=1", "--manifest=-", night.toString()))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).contains("2 pyramids", "max_cache_image_count is 1");
    assertThat(lines(out.toString()).getLast().at("/summary/exit_code").asInt()).isEqualTo(4);
    assertThat(run("--max_cache_size=100K", night.toString())).isEqualTo(ExitCode.REFUSED);
    assertThat(err.toString()).contains("max_cache_size is 100 KiB");
    assertThat(pyramids()).isEmpty();
  }

  @Test
  void goesAheadWithoutLookingFirstWhenAsked() throws IOException {
    image("a.fits");
    image("b.fits");
    assertThat(run("--no-preflight", "--max-cache-image-count=1", night.toString())).isZero();
    assertThat(err.toString()).contains("2 built", "more than max_cache_image_count (1)");
  }

  @Test
  void keepsTheCacheWithinItsLimits() throws IOException {
    Path old = image("old.fits");
    run(night.toString());
    Files.setLastModifiedTime(pyramids().getFirst(), FileTime.fromMillis(0));
    Files.delete(old);
    image("a.fits");
    assertThat(run("--max_cache_image_count=1", night.toString())).isZero();
    assertThat(err.toString()).contains("; 1 pyramid was removed from the cache");
    assertThat(pyramids()).singleElement().asString().contains("a.fits");
  }

  @Test
  void showsWhatItWouldDo() throws IOException {
    image("a.fits");
    run(night.toString());
    image("b.fits");
    assertThat(run("--dry-run", night.toString())).isZero();
    assertThat(out.toString())
        .contains("current", "build", "300 × 200 × 1", "1 of 2 to build", "free");
    assertThat(err.toString()).isEmpty();
    assertThat(pyramids()).hasSize(1);
  }

  @Test
  void showsWhatItWouldDoAsJson() throws IOException {
    image("a.fits");
    assertThat(run("--dry_run", "--json", "--max_cache_size=1K", night.toString()))
        .isEqualTo(ExitCode.REFUSED);
    JsonNode plan = JSON.readTree(out.toString());
    assertThat(plan.at("/images/0/action").asText()).isEqualTo("build");
    assertThat(plan.at("/images/0/tiles").asInt()).isEqualTo(3);
    assertThat(plan.path("refusals")).hasSize(1);
    assertThat(err.toString()).contains("max_cache_size");
  }

  @Test
  void foreseesFailuresInADryRun() throws IOException {
    Files.writeString(night.resolve("bad.fits"), "not FITS");
    assertThat(run("--dry-run", night.toString())).isEqualTo(ExitCode.NO_INPUT);
    image("a.fits");
    assertThat(run("--dry-run", night.toString())).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(out.toString()).contains("bad.fits is not a FITS file");
  }

  @Test
  void tellsProgressAsJson() throws IOException {
    image("a.fits");
    assertThat(run("--progress=json", night.toString())).isZero();
    assertThat(lines(err.toString()))
        .extracting(event -> event.path("event").asText())
        .containsSubsequence("looking", "started", "ended", "finished");
  }

  @Test
  void drawsABarOnRequestAndRemovesIt() throws IOException {
    image("a.fits");
    assertThat(run("--progress=bar", night.toString())).isZero();
    assertThat(err.toString()).contains("\r\033[Klooking at 1 images").endsWith("\n");
    assertThat(run("--progress=none", night.toString())).isZero();
    assertThat(err.toString()).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "--fail-fast --keep-going, --keep-going",
    "--quiet --verbose, --verbose",
    "--dry-run --manifest=m, --manifest",
    "--dry-run --no-preflight, --no-preflight",
    "--json, --dry-run",
    "--null, standard input",
    "--shard=3/2, i/n",
    "--jobs=0, whole number",
    "--wait=soon, whole number",
    "--progress=loud, plain",
    "--compress=lzma, none or zstd",
    "--memory=1, 192M",
    "--memory=1T, -Xmx",
    "--max_cache_size=big, 500G",
    "--port=80, --port"
  })
  void refusesOptionsThatCannotBeUsed(String options, String said) {
    List<String> line = new ArrayList<>(List.of(options.split(" ")));
    line.add(night.toString());
    assertThat(run(line.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).startsWith("visiomatic: ").contains(said);
  }

  @Test
  void refusesToRunWithoutInputs() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("INPUT");
  }

  @Test
  void verifiesWhatItHasCached() throws IOException {
    image("a.fits");
    run(night.toString());
    Path shard = pyramids().getFirst().resolve("0/c/0/0/0");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[100] ^= 1;
    Files.write(shard, bytes);
    assertThat(run(night.toString())).isZero();
    assertThat(err.toString()).contains("1 current");
    assertThat(run("--verify", night.toString())).isZero();
    assertThat(err.toString()).contains("1 built");
  }

  @Test
  void leavesNothingInStaging() throws IOException {
    image("a.fits");
    Files.writeString(night.resolve("bad.fits"), "not FITS");
    run(night.toString());
    try (Stream<Path> entries = Files.list(cache.resolve(".staging"))) {
      assertThat(entries).isEmpty();
    }
  }
}
