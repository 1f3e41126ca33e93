package org.visiomatic.tiler.batch;

import java.util.ArrayList;
import java.util.List;
import org.visiomatic.tiler.build.TilingProgress.Stage;

/// Keeps what a batch tells.
class RecordedEvents implements BatchEvents {

  final List<ImageReport> reports = new ArrayList<>();

  @Override
  public void started(PlannedImage.ToBuild image) {}

  @Override
  public void at(PlannedImage.ToBuild image, Stage stage, double fraction) {}

  @Override
  public void ended(ImageReport report) throws java.io.IOException {
    reports.add(report);
  }

  /// Status and reason of each image, by its name.
  List<String> outcomes() {
    return reports.stream()
        .map(
            report ->
                "%s %s%s"
                    .formatted(
                        report.source().substring(report.source().lastIndexOf('/') + 1),
                        report.status(),
                        report.trouble().map(trouble -> " " + trouble.reason()).orElse("")))
        .sorted()
        .toList();
  }
}
