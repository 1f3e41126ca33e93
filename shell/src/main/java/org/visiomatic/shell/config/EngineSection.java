package org.visiomatic.shell.config;

import java.util.List;
import org.visiomatic.serve.EngineSettings;

/// The settings of the section `[engine]`: what work on pixels may cost.
public final class EngineSection {

  private static final SettingList LIST = new SettingList(Section.ENGINE);

  public static final Setting<Integer> THREAD_COUNT =
      LIST.add(
          "thread_count",
          't',
          Kind.integer(EngineSettings.THREAD_COUNT),
          "10",
          "Threads that build caches; more than the machine has processors are not started.");

  public static final Setting<Long> MEMORY =
      LIST.add(
          "memory",
          Kind.bytes(EngineSettings.MEMORY),
          "192M",
          "Working memory that builds of caches share, whatever the size of the images.");

  public static final Setting<Integer> MAX_BUILD_COUNT =
      LIST.add(
          "max_build_count",
          Kind.integer(EngineSettings.MAX_BUILD_COUNT),
          "2",
          "How many caches the server builds at the same time.");

  public static final Setting<Long> MAX_BUILD_PIXELS =
      LIST.add(
          "max_build_pixels",
          Kind.countLimit(),
          "none",
          "How many pixels, of all channels and resolutions, an image may have that the server builds a cache of.");

  private EngineSection() {}

  /// All of them.
  static List<Setting<?>> all() {
    return LIST.all();
  }
}
