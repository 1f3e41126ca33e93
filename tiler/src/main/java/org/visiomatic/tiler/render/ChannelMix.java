package org.visiomatic.tiler.render;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Makes the matrix that mixes the channels of an image into red, green and blue.
public final class ChannelMix {

  private ChannelMix() {}

  /// The plain sum: every channel adds to red, green and blue alike.
  ///
  /// @return 3 × channels weights, all 1
  public static float[][] sum(int channels) {
    float[][] mix = new float[3][requirePositive(channels)];
    for (float[] row : mix) {
      Arrays.fill(row, 1);
    }
    return mix;
  }

  /// Gives each channel a colour, interpolated linearly over the channel number between the given
  /// ones and constant outside of them. Weights are multiplied by 3 / channels, so that an image
  /// has about the same brightness whatever its number of channels.
  ///
  /// @param colours red, green and blue of some channels, by channel number from 1; without any,
  ///   the plain sum
  /// @return 3 × channels weights: row 0 is red
  public static float[][] of(Map<Integer, float[]> colours, int channels) {
    if (colours.isEmpty()) {
      return sum(channels);
    }
    TreeMap<Integer, float[]> knots = new TreeMap<>(colours);
    knots.forEach(ChannelMix::requireColour);
    float[][] mix = new float[3][requirePositive(channels)];
    for (int channel = 1; channel <= channels; channel++) {
      Map.Entry<Integer, float[]> below = knots.floorEntry(channel);
      Map.Entry<Integer, float[]> above = knots.ceilingEntry(channel);
      Map.Entry<Integer, float[]> left = below == null ? knots.firstEntry() : below;
      Map.Entry<Integer, float[]> right = above == null ? knots.lastEntry() : above;
      int span = right.getKey() - left.getKey();
      double t = span == 0 ? 0 : (double) (channel - left.getKey()) / span;
      for (int c = 0; c < 3; c++) {
        double weight = (1 - t) * left.getValue()[c] + t * right.getValue()[c];
        mix[c][channel - 1] = (float) (3 * weight / channels);
      }
    }
    return mix;
  }

  /// Pushes the colours of a mix away from grey, or towards it: each weight becomes grey +
  /// saturation·(weight − grey), where grey is the mean of the three weights of its channel. As
  /// mixing is linear, that is the same as doing it to every pixel before the tone is applied.
  ///
  /// @param saturation 0 is grey, 1 leaves everything as it is
  /// @return a new matrix
  public static float[][] saturate(float[][] mix, double saturation) {
    float[][] pushed = new float[3][mix[0].length];
    for (int channel = 0; channel < mix[0].length; channel++) {
      double grey = ((double) mix[0][channel] + mix[1][channel] + mix[2][channel]) / 3;
      for (int c = 0; c < 3; c++) {
        pushed[c][channel] = (float) (grey + saturation * (mix[c][channel] - grey));
      }
    }
    return pushed;
  }

  private static int requirePositive(int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException(
          "A mix of %d channels was asked for, but an image has at least one.".formatted(channels));
    }
    return channels;
  }

  private static void requireColour(int channel, float[] colour) {
    if (colour.length != 3) {
      throw new IllegalArgumentException(
          "The colour of channel %d has %d components, but red, green and blue are expected."
              .formatted(channel, colour.length));
    }
  }
}
