package org.visiomatic.shell.picture;

import java.util.List;
import java.util.stream.IntStream;
import org.visiomatic.shell.config.ConfigurationException;

/// The channels that a user wants to know about.
///
/// @param asked from 1, in that order; empty for all
public record Channels(List<Integer> asked) {

  public Channels {
    asked = List.copyOf(asked);
  }

  /// Those of an image.
  ///
  /// @throws ConfigurationException when it has not so many
  List<Integer> of(OpenedImage image) {
    int there = image.geometry().channels();
    for (int channel : asked) {
      if (channel > there) {
        throw new ConfigurationException(
            "Option --chan: channel %d was asked for, but %s has %s."
                .formatted(
                    channel, image.name(), there == 1 ? "only one" : "channels 1 to " + there));
      }
    }
    return asked.isEmpty() ? IntStream.rangeClosed(1, there).boxed().toList() : asked;
  }
}
