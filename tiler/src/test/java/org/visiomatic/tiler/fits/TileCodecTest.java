package org.visiomatic.tiler.fits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TileCodecTest {

  /// One run of four pixels of 5 + 300 × 4096: a value of more than 16 bits.
  @Test
  void readsPlioValuesOf24Bits() {
    ByteBuffer list = ByteBuffer.allocate(20);
    short[] words = {0, 7, -100, 10, 0, 0, 0, 0x1005, 300, 0x4004};
    list.asShortBuffer().put(words);
    assertThat(TileCodec.Plio.decode(list.array(), 6))
        .containsExactly(1_228_805, 1_228_805, 1_228_805, 1_228_805, 0, 0);
  }
}
