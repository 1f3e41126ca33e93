package org.visiomatic.serve.api;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.visiomatic.tiler.encode.PictureFormat;

/// What an `Accept` header (RFC 9110, section 12.5.1) says about pictures.
///
/// JPEG is what clients of this interface have always been given, and browsers send headers that
/// list everything they can show. So JPEG stays wherever it is welcome: a wildcard counts as much
/// as any other kind. Another kind is chosen only where the header names it and either does not
/// take JPEG or names JPEG with a lower weight; a header that takes none of ours is not heeded.
final class Accept {

  private Accept() {}

  static PictureFormat choose(String header) {
    Map<String, Double> weights = weights(header);
    double wild = Math.max(weights.getOrDefault("*/*", 0.0), weights.getOrDefault("image/*", 0.0));
    double jpeg = weights.getOrDefault(PictureFormat.JPEG.mediaType(), wild > 0 ? 1.0 : 0.0);
    PictureFormat best = PictureFormat.JPEG;
    for (PictureFormat format : PictureFormat.values()) {
      double weight = weights.getOrDefault(format.mediaType(), 0.0);
      if (weight > jpeg) {
        best = format;
        jpeg = weight;
      }
    }
    return best;
  }

  private static Map<String, Double> weights(String header) {
    Map<String, Double> weights = new HashMap<>();
    for (String range : header.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = range.split(";");
      double weight = 1;
      for (int i = 1; i < parts.length; i++) {
        String parameter = parts[i].strip();
        if (parameter.startsWith("q=")) {
          weight = weight(parameter.substring(2));
        }
      }
      if (parts.length > 0) {
        weights.merge(parts[0].strip(), weight, Math::max);
      }
    }
    return weights;
  }

  private static double weight(String text) {
    return text.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(text) : 0;
  }
}
