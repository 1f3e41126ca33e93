package org.visiomatic.serve;

/// The threads of the operating system on which the virtual threads of this process run.
///
/// Each request has a virtual thread and renders on it, which keeps a carrier busy until the tile
/// is made; a page of a mapped pyramid that comes from a slow disk keeps it even longer. As many
/// carriers as processors, which is the default, could all be busy with that, while memory hits,
/// health checks and newcomers wait. So there is one more than there are places to render at. More
/// than that would cost: each is woken in vain, again and again.
public final class Carriers {

  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

  private Carriers() {}

  /// How many tiles to render at the same time: more than there are processors would only take
  /// longer, each.
  ///
  /// @param workers how many were asked for
  public static int places(int workers) {
    return Math.min(workers, Runtime.getRuntime().availableProcessors());
  }

  /// Sees to it that there are enough, unless whoever started the process chose a number. Only of
  /// use before the first virtual thread is started.
  ///
  /// @param workers how many tiles may be rendered at the same time
  public static void provideFor(int workers) {
    if (System.getProperty(PARALLELISM) == null) {
      int enough = Math.max(Runtime.getRuntime().availableProcessors(), places(workers) + 1);
      System.setProperty(PARALLELISM, Integer.toString(enough));
    }
  }
}
