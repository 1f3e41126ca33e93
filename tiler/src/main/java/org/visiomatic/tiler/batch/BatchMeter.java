package org.visiomatic.tiler.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.visiomatic.tiler.batch.PlannedImage.ToBuild;
import org.visiomatic.tiler.build.TilingProgress.Stage;

/// Adds up what is known about a running batch, so that anyone may ask at any time how far it is.
public final class BatchMeter implements BatchEvents {

  /// Below that fraction of the work a guess of the rest is worth nothing.
  private static final double ENOUGH = 0.02;

  /// What an image weighs besides its bytes: files are opened and disks flushed for small ones too.
  private static final double WEIGHT_OF_ANY = 1e6;

  /// By file, as is the plan below.
  private final Map<String, State> active = new LinkedHashMap<>();

  private final Map<String, ToBuild> builds = new LinkedHashMap<>();
  private final int total;
  private final double weight;
  private final long start = System.nanoTime();
  private int done;
  private int failed;
  private double doneWeight;
  private double doneMegapixels;

  /// @param plan of the batch
  public BatchMeter(BatchPlan plan) {
    total = plan.images().size();
    plan.builds().forEach(build -> builds.put(file(build), build));
    weight = builds.values().stream().mapToDouble(BatchMeter::weight).sum();
  }

  @Override
  public synchronized void started(ToBuild image) {
    active.put(file(image), new State(image, Stage.WAITING, 0));
  }

  @Override
  public synchronized void at(ToBuild image, Stage stage, double fraction) {
    active.replace(file(image), new State(image, stage, fraction));
  }

  @Override
  public synchronized void ended(ImageReport report) {
    done++;
    failed += report.status() == Status.FAILED ? 1 : 0;
    ToBuild build = builds.get(report.source());
    if (build != null) {
      active.remove(report.source());
      doneWeight += weight(build);
      if (report.status() == Status.BUILT) {
        doneMegapixels += report.pyramid().map(PyramidFacts::megapixels).orElse(0.0);
      }
    }
  }

  /// How far the batch is now.
  public synchronized BatchStatus status() {
    double megapixels = doneMegapixels;
    double sum = doneWeight;
    List<BatchStatus.Active> list = new ArrayList<>();
    for (State state : active.values()) {
      ToBuild image = state.image();
      list.add(new BatchStatus.Active(image.input().given(), state.stage(), state.fraction()));
      sum += state.fraction() * weight(image);
      megapixels += state.fraction() * megapixels(image);
    }
    double fraction = weight == 0 ? 1 : sum / weight;
    double seconds = Reports.since(start);
    double left = fraction < ENOUGH ? -1 : seconds * (1 - fraction) / fraction;
    double rate = seconds > 0 ? megapixels / seconds : 0;
    return new BatchStatus(done, failed, total, fraction, seconds, left, rate, list);
  }

  private static String file(ToBuild image) {
    return image.input().file().toString();
  }

  private static double weight(ToBuild build) {
    return build.sourceBytes() + WEIGHT_OF_ANY;
  }

  private static double megapixels(ToBuild build) {
    return build.estimate().flatMap(Estimate::geometry).map(PyramidFacts::megapixels).orElse(0.0);
  }

  private record State(ToBuild image, Stage stage, double fraction) {}
}
