package org.visiomatic.tiler.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.visiomatic.tiler.source.FitsFixtures;
import org.visiomatic.tiler.source.SourceProbe;

/// Fuzz target: tile-compressed images whose table is in order and whose tiles are not.
public final class TilesTarget {

  private static final String[] CODECS = {
    "RICE_1", "GZIP_1", "GZIP_2", "HCOMPRESS_1", "PLIO_1", "NOCOMPRESS"
  };
  private static final int[] TYPES = {8, 16, 32, 64, -32, -64};
  private static final String[] DITHERS = {
    "NO_DITHER", "SUBTRACTIVE_DITHER_1", "SUBTRACTIVE_DITHER_2"
  };
  private static final Scratch SCRATCH = Scratch.make();

  private TilesTarget() {}

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
    Map<String, Object> cards = new LinkedHashMap<>();
    cards.put("ZCMPTYPE", data.pickValue(CODECS));
    cards.put("ZBITPIX", data.pickValue(TYPES));
    int axes = data.consumeInt(1, 3);
    cards.put("ZNAXIS", axes);
    for (int i = 1; i <= axes; i++) {
      cards.put("ZNAXIS" + i, data.consumeInt(1, 40));
      cards.put("ZTILE" + i, data.consumeInt(1, 40));
    }
    parameters(data, cards);
    List<byte[]> tiles = new ArrayList<>();
    int count = data.consumeInt(1, 8);
    while (tiles.size() < count) {
      tiles.add(data.consumeBytes(data.consumeInt(0, 200)));
    }
    Path file = SCRATCH.folder().resolve("fuzzed.fits");
    FitsFixtures.file().emptyPrimary().tiles(tiles, cards).writeTo(file);
    boolean _ = SourceProbe.isReadable(file, SCRATCH.inner());
    SCRATCH.requireEmpty();
  }

  private static void parameters(FuzzedDataProvider data, Map<String, Object> cards) {
    if (data.consumeBoolean()) {
      cards.put("ZNAME1", "BYTEPIX");
      cards.put("ZVAL1", data.consumeInt(0, 9));
      cards.put("ZNAME2", "BLOCKSIZE");
      cards.put("ZVAL2", data.consumeBoolean() ? 16 : 32);
      cards.put("ZNAME3", "SMOOTH");
      cards.put("ZVAL3", data.consumeInt(0, 1));
    }
    if (data.consumeBoolean()) {
      cards.put("ZSCALE", data.consumeRegularDouble());
      cards.put("ZZERO", data.consumeRegularDouble());
      cards.put("ZBLANK", data.consumeInt());
      cards.put("ZQUANTIZ", data.pickValue(DITHERS));
      cards.put("ZDITHER0", data.consumeInt(-20_000, 20_000));
    }
    if (data.consumeBoolean()) {
      cards.put("BZERO", data.consumeRegularDouble());
      cards.put("BSCALE", data.consumeRegularDouble());
      cards.put("BLANK", data.consumeInt());
    }
  }
}
