package org.visiomatic.tiler.render;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How pixels of a pyramid are to look. Depends on nothing but itself: two equal renderings give
/// equal rasters.
public sealed interface Rendering {

  /// Contrast, brightness, stretch, gamma, inversion.
  Tone tone();

  /// One channel, through a colour map. Grey gives a one-component raster.
  ///
  /// @param channel from 0
  /// @param cuts of that channel
  /// @param colourMap look-up table from grey to colour
  record Mono(int channel, Cuts cuts, ColourMap colourMap, Tone tone) implements Rendering {}

  /// All channels, mixed into red, green and blue.
  ///
  /// @param cuts one per channel
  /// @param mix 3 × channels weights: row 0 is red
  /// @param lupton composition of the mixed colours before stretch and gamma; null for none
  @SuppressWarnings("ArrayRecordComponent") // compared by content below
  record Colour(List<Cuts> cuts, float[][] mix, Tone tone, @Nullable Lupton lupton)
      implements Rendering {

    public Colour {
      cuts = List.copyOf(cuts);
    }

    /// A mix without further composition.
    public Colour(List<Cuts> cuts, float[][] mix, Tone tone) {
      this(cuts, mix, tone, null);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Colour that
          && cuts.equals(that.cuts)
          && tone.equals(that.tone)
          && Objects.equals(lupton, that.lupton)
          && Arrays.deepEquals(mix, that.mix);
    }

    @Override
    public int hashCode() {
      return 31 * Objects.hash(cuts, tone, lupton) + Arrays.deepHashCode(mix);
    }
  }
}
