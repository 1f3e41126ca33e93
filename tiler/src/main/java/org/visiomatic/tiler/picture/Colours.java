package org.visiomatic.tiler.picture;

/// How the channels of an image follow from the samples of a picture.
sealed interface Colours {

  /// Number of channels.
  int channels();

  /// Number of the sample that a channel is made of.
  int sample(int channel);

  /// Turns samples into values of a channel, in place.
  void apply(int channel, float[] row, int offset, int count);

  /// Samples are the values.
  record Plain(int channels) implements Colours {
    @Override
    public int sample(int channel) {
      return channel;
    }

    @Override
    public void apply(int channel, float[] row, int offset, int count) {}
  }

  /// The largest sample is black.
  ///
  /// @param largest that sample
  record Inverted(int channels, float largest) implements Colours {
    @Override
    public int sample(int channel) {
      return channel;
    }

    @Override
    public void apply(int channel, float[] row, int offset, int count) {
      for (int i = offset; i < offset + count; i++) {
        row[i] = largest - row[i];
      }
    }
  }

  /// Samples are numbers of colours.
  ///
  /// @param tables per channel the value of each colour; NaN where a colour means "no value"
  record Palette(float[][] tables) implements Colours {
    @Override
    public int channels() {
      return tables.length;
    }

    @Override
    public int sample(int channel) {
      return 0;
    }

    @Override
    public void apply(int channel, float[] row, int offset, int count) {
      float[] table = tables[channel];
      for (int i = offset; i < offset + count; i++) {
        row[i] = table[(int) row[i]];
      }
    }
  }
}
