package org.visiomatic.tiler.pyramid;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.zarr.zarrjava.ZarrException;
import dev.zarr.zarrjava.v3.codec.core.ZstdCodec;
import java.nio.ByteBuffer;

/// The zstd codec of zarr-java, given one frame at a time. Version 0.0.9 takes all of the array
/// behind a buffer, which inside a shard is more than one tile.
public final class SlicedZstdCodec extends ZstdCodec {

  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public SlicedZstdCodec(
      @JsonProperty(value = "configuration", required = true) Configuration configuration) {
    super(configuration);
  }

  @Override
  public ByteBuffer decode(ByteBuffer frame) throws ZarrException {
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return super.decode(ByteBuffer.wrap(bytes));
  }
}
