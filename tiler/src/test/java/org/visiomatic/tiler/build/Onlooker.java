package org.visiomatic.tiler.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// Wants overviews, notes all that it is told, and does something when stages are told.
final class Onlooker implements TilingProgress {

  /// All stages, as often as they were told.
  final List<Stage> stages = Collections.synchronizedList(new ArrayList<>());

  /// All overviews.
  final List<Overview> overviews = new ArrayList<>();

  private final Consumer<Stage> action;

  Onlooker() {
    this(stage -> {});
  }

  /// @param action is called each time that a stage is told
  Onlooker(Consumer<Stage> action) {
    this.action = action;
  }

  @Override
  public boolean wantsOverview(PyramidGeometry geometry) {
    return true;
  }

  @Override
  public void overview(Overview overview) {
    overviews.add(overview);
  }

  @Override
  public void at(Stage stage, double fraction) {
    stages.add(stage);
    action.accept(stage);
  }
}
