package org.visiomatic.serve;

import org.visiomatic.serve.library.RenderPool;

/// The threads of the operating system on which the virtual threads of this process run.
///
/// Each request has a virtual thread and renders on it, which keeps a carrier for as long as it
/// takes; so does waiting for a page of a mapped pyramid from a slow disk. As many carriers as
/// there are processors, the default, could all be busy with that, and memory hits, health checks
/// and the reading of further requests would wait behind. So there are enough for both.
public final class Carriers {

  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

  private Carriers() {}

  /// Sees to it that there are enough, unless whoever started the process chose a number. Only of
  /// use before the first virtual thread is started.
  ///
  /// @param workers how many tiles are rendered at the same time
  public static void provideFor(int workers) {
    if (System.getProperty(PARALLELISM) == null) {
      int processors = Runtime.getRuntime().availableProcessors();
      System.setProperty(PARALLELISM, Integer.toString(processors + RenderPool.threads(workers)));
    }
  }
}
