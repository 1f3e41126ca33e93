package org.visiomatic.tiler.mosaic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.Header;

class WorldCoordinatesTest {

  private static WorldCoordinates of(Object... keywordsAndValues) {
    List<Card> cards = new ArrayList<>();
    for (int i = 0; i < keywordsAndValues.length; i += 2) {
      cards.add(new Card((String) keywordsAndValues[i], keywordsAndValues[i + 1], null));
    }
    return WorldCoordinates.of(new Header(cards));
  }

  @Test
  void isOnePixelPerUnitWithoutKeywords() {
    assertThat(of()).isEqualTo(new WorldCoordinates(1, 0, 0, 1));
  }

  @Test
  void prefersTheMatrix() {
    assertThat(of("CDELT1", 9.0, "CD1_1", 2.0, "CD2_2", 3L, "CROTA2", 45.0))
        .isEqualTo(new WorldCoordinates(2, 0, 0, 3));
  }

  @Test
  void multipliesStepsAndRotation() {
    assertThat(of("CDELT1", 2.0, "CDELT2", 4.0, "PC1_2", 0.5))
        .isEqualTo(new WorldCoordinates(2, 1, 0, 4));
    assertThat(of("CDELT1", 2.0, "CDELT2", 4.0, "PC001001", 0.0, "PC002001", -1.0))
        .isEqualTo(new WorldCoordinates(0, 0, -4, 4));
  }

  @Test
  void takesStepsAlone() {
    assertThat(of("CDELT1", -2.0, "CDELT2", 4.0)).isEqualTo(new WorldCoordinates(-2, 0, 0, 4));
  }

  @Test
  void flipsColumnsOfTheMatrix() {
    assertThat(new WorldCoordinates(1, 2, 3, 4).flipped(-1, 1))
        .isEqualTo(new WorldCoordinates(-1, 2, -3, 4));
    assertThat(new WorldCoordinates(1, 0, 0, 4).flipped(1, -1))
        .isEqualTo(new WorldCoordinates(1, 0.0, 0.0, -4));
  }
}
