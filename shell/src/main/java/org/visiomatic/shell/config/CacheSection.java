package org.visiomatic.shell.config;

import java.nio.file.Path;
import java.util.List;
import org.visiomatic.serve.CacheSettings;
import org.visiomatic.tiler.pyramid.Storage;

/// The settings of the section `[cache]`: what is kept on disk and in memory.
public final class CacheSection {

  private static final SettingList LIST = new SettingList(Section.CACHE);

  public static final Setting<Path> CACHE_DIR =
      LIST.add(
          "cache_dir",
          Kind.path("directory"),
          PlatformFolders.cache().toString(),
          "Folder of the image caches.");

  public static final Setting<Boolean> CLEAR_CACHE =
      LIST.add("clear_cache", 'C', Kind.flag(), "false", "Remove all image caches when starting.");

  public static final Setting<Integer> MAX_CACHE_IMAGE_COUNT =
      LIST.add(
          "max_cache_image_count",
          Kind.integer(CacheSettings.MAX_CACHE_IMAGE_COUNT),
          "100",
          "How many image caches to keep on disk.");

  public static final Setting<Long> MAX_CACHE_SIZE =
      LIST.add(
          "max_cache_size",
          Kind.byteLimit(),
          "none",
          "What image caches may take on disk together.");

  public static final Setting<Storage.Compression> COMPRESS =
      LIST.add(
          "compress",
          Kind.choice(Storage.Compression.class),
          "none",
          "How new image caches are compressed.");

  public static final Setting<Boolean> CHECKSUMS =
      LIST.add(
          "checksums",
          Kind.flag(),
          "false",
          "Store a checksum with every tile of new image caches.");

  public static final Setting<Integer> MAX_CACHE_TILE_COUNT =
      LIST.add(
          "max_cache_tile_count",
          Kind.integer(CacheSettings.MAX_CACHE_TILE_COUNT),
          "1000",
          "How many encoded tiles to keep in memory; 0 for none.");

  public static final Setting<Long> MAX_CACHE_TILE_SIZE =
      LIST.add(
          "max_cache_tile_size",
          Kind.bytes(CacheSettings.MAX_CACHE_TILE_SIZE),
          "256M",
          "What encoded tiles in memory may take together.");

  public static final Setting<Integer> MAX_OPEN_FILES =
      LIST.add(
          "max_open_files",
          Kind.integer(CacheSettings.MAX_OPEN_FILES),
          "10000",
          "How many files of image caches may be mapped at once.");

  public static final Setting<Path> ULTRADICT_CACHE_FILE =
      LIST.add(
          "ultradict_cache_file",
          Kind.path("filename"),
          "",
          "File in which processes note together when each image cache was last used; empty to keep that in the cache folder.");

  private CacheSection() {}

  /// All of them.
  static List<Setting<?>> all() {
    return LIST.all();
  }
}
