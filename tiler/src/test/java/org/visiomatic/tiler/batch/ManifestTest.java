package org.visiomatic.tiler.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.TileSize;

/// Holds manifests against the schema that is published.
class ManifestTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BatchInput.Image IMAGE =
      new BatchInput.Image("night/α \"1\".fits", Path.of("/data/night/α \"1\".fits"), true);
  private static final PyramidFacts FACTS =
      new PyramidFacts(
          Path.of("/cache/a.ome.zarr"),
          new PyramidGeometry(3, 600, 500, TileSize.DEFAULT),
          12345,
          List.of(new PyramidFacts.UsedHdu(1, "SCI")),
          List.of("HDU 2 was left out."));

  @TempDir Path folder;

  private static JsonSchema schema() throws IOException {
    String text = Files.readString(Path.of("../docs/reference/manifest.schema.json"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
  }

  private static BatchSummary summary() {
    return new BatchSummary(
        Outcome.SOME_FAILED,
        Map.of(Status.BUILT, 1, Status.FAILED, 2),
        0.9,
        12345,
        3.25,
        List.of(Path.of("/cache/old.ome.zarr")),
        List.of("A sentence."));
  }

  @Test
  void fitsItsSchemaInEveryCase() throws IOException {
    Path file = folder.resolve("manifest.jsonl");
    try (ManifestWriter manifest = ManifestWriter.to(file, "visiomatic 4.0.0")) {
      manifest.add(Reports.done(IMAGE, 1_000_000, Status.BUILT, FACTS, 0.5));
      manifest.add(Reports.done(IMAGE, 1_000_000, Status.CURRENT, FACTS, 0.001));
      for (Reason reason : Reason.values()) {
        manifest.add(Reports.failed(IMAGE, -1, new Trouble(reason, "It failed."), 0.1));
      }
      manifest.end(summary(), 3);
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2 + Reason.values().length + 1);
    for (String line : lines) {
      assertThat(schema().validate(JSON.readTree(line))).as(line).isEmpty();
    }
    JsonNode built = JSON.readTree(lines.getFirst());
    assertThat(built.path("input").asText()).isEqualTo(IMAGE.given());
    assertThat(built.path("megapixels_per_second").asDouble()).isEqualTo(1.8);
    assertThat(built.path("hdus").path(0).path("name").asText()).isEqualTo("SCI");
    JsonNode end = JSON.readTree(lines.getLast()).path("summary");
    assertThat(end.path("failed").asInt()).isEqualTo(2);
    assertThat(end.path("exit_code").asInt()).isEqualTo(3);
    assertThat(end.path("removed").path(0).asText()).isEqualTo("/cache/old.ome.zarr");
  }

  @Test
  void hasASchemaThatRefusesOtherLines() throws IOException {
    String line = Manifest.line(Reports.done(IMAGE, 1, Status.BUILT, FACTS, 1), "visiomatic 4");
    for (String other :
        List.of(
            line.replace("built", "done"),
            line.replace("\"levels\"", "\"level\""),
            line.replace("\"reason\":null", "\"reason\":\"io\""),
            "{}")) {
      assertThat(schema().validate(JSON.readTree(other))).as(other).isNotEmpty();
    }
  }

  @Test
  void canBeReadWhileTheBatchGoesOn() throws IOException {
    Path file = folder.resolve("manifest.jsonl");
    try (ManifestWriter manifest = ManifestWriter.to(file, "visiomatic 4")) {
      manifest.add(Reports.done(IMAGE, 1, Status.BUILT, FACTS, 1));
      assertThat(Files.readString(file, StandardCharsets.UTF_8)).endsWith("}\n").contains("α");
    }
  }

  @Test
  void saysThatItsFileCannotBeWritten() {
    Path nowhere = folder.resolve("missing/manifest.jsonl");
    assertThatThrownBy(() -> ManifestWriter.to(nowhere, "visiomatic 4"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(nowhere.toString())
        .hasMessageContaining("--manifest");
  }

  @Test
  void noticesThatNobodyReadsItsStream() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    ManifestWriter manifest =
        ManifestWriter.to(new PrintWriter(broken, false, StandardCharsets.UTF_8), "visiomatic 4");
    assertThatThrownBy(() -> manifest.end(summary(), 0)).isInstanceOf(IOException.class);
  }

  @Test
  void describesPlansAndProgress() throws IOException {
    BatchPlan plan =
        new BatchPlan(
            List.of(
                new PlannedImage.Settled(Reports.done(IMAGE, 5, Status.CURRENT, FACTS, 0)),
                new PlannedImage.ToBuild(
                    new BatchInput.Image("b.fits", Path.of("/data/b.fits"), true),
                    7,
                    Path.of("/cache/b"),
                    0,
                    false,
                    Optional.of(new Estimate(Optional.empty(), 99, 11, 1.5, false)),
                    Optional.empty())),
            2,
            true);
    JsonNode document =
        JSON.readTree(
            PlanDocument.of(
                new Preflight(plan, 50, org.visiomatic.tiler.pyramid.CacheLimits.NONE)));
    assertThat(document.at("/images/0/action").asText()).isEqualTo("current");
    assertThat(document.at("/images/1/action").asText()).isEqualTo("build");
    assertThat(document.at("/images/1/exact").asBoolean()).isFalse();
    assertThat(document.at("/total/needed_bytes").asLong()).isEqualTo(99 + 11);
    assertThat(document.path("refusals")).hasSize(1);

    BatchMeter meter = new BatchMeter(plan);
    meter.ended(plan.settled().getFirst());
    PlannedImage.ToBuild build = plan.builds().getFirst();
    meter.started(build);
    meter.at(build, org.visiomatic.tiler.build.TilingProgress.Stage.TILING, 0.5);
    JsonNode progress = JSON.readTree(ProgressDocument.progress(meter.status()));
    assertThat(progress.path("done").asInt()).isEqualTo(1);
    assertThat(progress.path("fraction").asDouble()).isEqualTo(0.5);
    assertThat(progress.at("/active/0/stage").asText()).isEqualTo("tiling");
  }
}
