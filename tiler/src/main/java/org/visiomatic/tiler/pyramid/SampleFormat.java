package org.visiomatic.tiler.pyramid;

import java.util.OptionalInt;

/// How the numbers of level 0 are stored: physical value = `offset` + `scale` × stored number.
///
/// @param type type of the stored numbers
/// @param scale physical units per stored unit; 1 for floats
/// @param offset physical value of a stored zero; 0 for floats
/// @param fill the stored number that stands for "no value"; absent when every number is a value.
///   Floats use NaN.
public record SampleFormat(Type type, double scale, double offset, OptionalInt fill) {

  /// Stored number types, with their Zarr v3 names.
  public enum Type {
    UINT8("uint8", 1),
    INT16("int16", 2),
    UINT16("uint16", 2),
    FLOAT32("float32", 4);

    private final String zarrName;
    private final int bytes;

    Type(String zarrName, int bytes) {
      this.zarrName = zarrName;
      this.bytes = bytes;
    }

    /// The name of the type in Zarr metadata.
    public String zarrName() {
      return zarrName;
    }

    /// Bytes per number.
    public int bytes() {
      return bytes;
    }
  }

  /// Plain 32-bit floats with NaN for "no value": the format of every level above 0.
  public static final SampleFormat FLOAT32 =
      new SampleFormat(Type.FLOAT32, 1, 0, OptionalInt.empty());
}
