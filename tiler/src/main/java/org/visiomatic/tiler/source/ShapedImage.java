package org.visiomatic.tiler.source;

/// An image whose sizes stand in its shape.
public interface ShapedImage extends ImageHdu {

  /// Sizes and number type as stored.
  ArrayShape shape();

  @Override
  default String name() {
    return header().text("EXTNAME").map(String::strip).orElse("");
  }

  @Override
  default int channels() {
    return shape().channels();
  }

  @Override
  default int height() {
    return shape().height();
  }

  @Override
  default int width() {
    return shape().width();
  }
}
