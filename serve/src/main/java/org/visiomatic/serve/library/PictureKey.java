package org.visiomatic.serve.library;

/// What makes two pictures equal, byte for byte.
///
/// @param identity of the pyramid
/// @param level of the pyramid
/// @param x first column of that level
/// @param y first row of that level, from the top
/// @param width columns
/// @param height rows
/// @param look everything else that shapes the picture, as canonical text
public record PictureKey(
    String identity, int level, int x, int y, int width, int height, String look) {

  /// Pixels of the picture.
  public long pixels() {
    return (long) width * height;
  }
}
