package org.visiomatic.tiler.batch;

import java.io.IOException;
import org.visiomatic.tiler.build.TilingProgress.Stage;

/// Is told how a batch goes on. Calls come from several threads; [#ended] never from two at a time.
public interface BatchEvents {

  /// Work on an image begins.
  void started(PlannedImage.ToBuild image);

  /// Work on an image goes on; called often, return at once.
  ///
  /// @param fraction how much of this image is done, 0 to 1
  void at(PlannedImage.ToBuild image, Stage stage, double fraction);

  /// An image has ended.
  ///
  /// @throws IOException when that cannot be told, which ends the batch
  void ended(ImageReport report) throws IOException;
}
