package org.visiomatic.tiler.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ChannelMixTest {

  private static final float[] RED = {1, 0, 0};
  private static final float[] GREEN = {0, 1, 0};
  private static final float[] BLUE = {0, 0, 1};

  @Test
  void sumsAllChannelsWithoutColours() {
    float[][] ones = {{1, 1}, {1, 1}, {1, 1}};
    assertThat(ChannelMix.sum(2)).isDeepEqualTo(ones);
    assertThat(ChannelMix.of(Map.of(), 2)).isDeepEqualTo(ones);
  }

  @Test
  void interpolatesBetweenTheGivenChannels() {
    float[][] mix = ChannelMix.of(Map.of(5, BLUE, 1, RED, 3, GREEN), 5);
    assertRow(mix[0], 0.6, 0.3, 0, 0, 0);
    assertRow(mix[1], 0, 0.3, 0.6, 0.3, 0);
    assertRow(mix[2], 0, 0, 0, 0.3, 0.6);
  }

  @Test
  void staysConstantOutsideOfTheGivenChannels() {
    float[][] mix = ChannelMix.of(Map.of(2, RED, 3, BLUE), 4);
    assertRow(mix[0], 0.75, 0.75, 0, 0);
    assertRow(mix[2], 0, 0, 0.75, 0.75);
  }

  @Test
  void usesChannelsThatTheImageDoesNotHaveAsEnds() {
    float[][] mix = ChannelMix.of(Map.of(1, RED, 5, BLUE), 3);
    assertRow(mix[0], 1, 0.75, 0.5);
    assertRow(mix[2], 0, 0.25, 0.5);
  }

  @Test
  void triplesTheWeightsOfASingleChannel() {
    float[][] mix = ChannelMix.of(Map.of(1, new float[] {1, 0.5f, 0.25f}), 1);
    assertThat(mix).isDeepEqualTo(new float[][] {{3}, {1.5f}, {0.75f}});
  }

  @Test
  void refusesWhatIsNoColour() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChannelMix.of(Map.of(2, new float[2]), 3))
        .withMessage(
            "The colour of channel 2 has 2 components, but red, green and blue are expected.");
    assertThatIllegalArgumentException().isThrownBy(() -> ChannelMix.sum(0));
  }

  private static void assertRow(float[] row, double... expected) {
    assertThat(row).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) row[i]).isCloseTo(expected[i], Offset.offset(1e-6));
    }
  }
}
