package org.visiomatic.shell.cache;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.visiomatic.tiler.pyramid.PyramidOutline;

/// In which order images are listed.
public enum ImageOrder {
  /// By name.
  NAME,
  /// The largest on disk first.
  SIZE,
  /// The most recently built first.
  AGE,
  /// The most recently used first.
  USED;

  Comparator<NamedImage> comparator() {
    Comparator<NamedImage> byName = Comparator.comparing(NamedImage::name);
    return switch (this) {
      case NAME -> byName;
      case SIZE -> Comparator.comparingLong(ImageOrder::bytes).reversed().thenComparing(byName);
      case AGE -> Comparator.comparing(ImageOrder::made).reversed().thenComparing(byName);
      case USED -> Comparator.comparing(ImageOrder::used).reversed().thenComparing(byName);
    };
  }

  private static long bytes(NamedImage image) {
    return image.pyramid().bytes();
  }

  private static Instant made(NamedImage image) {
    return image.pyramid().outline().map(PyramidOutline::made).orElse(Instant.MIN);
  }

  private static Instant used(NamedImage image) {
    return image.pyramid().used();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
