package org.visiomatic.serve.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.visiomatic.serve.ops.Exposition;
import org.visiomatic.serve.ops.Stage;
import org.visiomatic.serve.ops.Telemetry;

class StagesTest {

  private final Telemetry telemetry = new Telemetry();
  private final Stages stages = new Stages(telemetry);

  @Test
  void tellsVisitorAndOperatorTheSameOfAPicture() throws Exception {
    stages.open();
    String picture =
        stages
            .note(
                () -> {
                  Stages.rendered();
                  return "picture";
                })
            .call();
    stages.answered();
    assertThat(stages.end()).isPositive();
    assertThat(picture).isEqualTo("picture");
    assertThat(stages.header()).matches("(open;.*, )?queue;dur=.*, render;dur=.*, encode;dur=.*");
    assertThat(counted())
        .containsExactly(Stage.OPEN, Stage.QUEUE, Stage.RENDER, Stage.ENCODE, Stage.SEND);
  }

  @Test
  void tellsWhatReadingValuesTook() throws Exception {
    stages.open();
    stages.note(() -> "values").call();
    assertThat(stages.header()).matches("(open;.*, )?queue;dur=.*, read;dur=.*");
    assertThat(counted()).containsExactly(Stage.OPEN, Stage.QUEUE, Stage.READ);
  }

  @Test
  void countsNothingThatDidNotHappen() {
    assertThat(stages.end()).isNotNegative();
    assertThat(stages.header()).startsWith("cache;desc=hit");
    assertThat(counted()).isEmpty();
  }

  /// The stages that were counted once.
  private List<Stage> counted() {
    Exposition page = new Exposition();
    telemetry.write(page);
    String text = new String(page.bytes(), StandardCharsets.UTF_8);
    return List.of(Stage.values()).stream()
        .filter(
            stage ->
                text.contains(
                    "visiomatic_stage_duration_seconds_count{stage=\"" + stage.label() + "\"} 1\n"))
        .toList();
  }
}
