package org.visiomatic.shell.config;

import java.nio.file.Path;
import java.util.List;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;

/// Every setting of the program, with defaults and limits as in the manual of VisiOmatic 3.
public final class Settings {

  public static final Setting<String> HOST =
      new Setting<>(
          Section.HOST,
          "host",
          ' ',
          Kind.text("host"),
          "localhost",
          "Name or address of the interface to listen on; 0.0.0.0 is all of them.");
  public static final Setting<Integer> PORT =
      new Setting<>(
          Section.HOST,
          "port",
          'p',
          Kind.integer(0, 65535),
          "8009",
          "Port of the service; 0 takes any free one.");
  public static final Setting<String> ROOT_PATH =
      new Setting<>(
          Section.HOST,
          "root_path",
          ' ',
          Kind.urlPrefix(),
          "",
          "Path under which a reverse proxy publishes the service.");
  public static final Setting<Boolean> ACCESS_LOG =
      new Setting<>(
          Section.HOST,
          "access_log",
          ' ',
          Kind.flag(),
          "false",
          "Write one line for each request.");
  public static final Setting<Integer> WORKERS =
      new Setting<>(
          Section.HOST,
          "workers",
          ' ',
          Kind.integer(1, 1024),
          "4",
          "Threads that draw and encode tiles.");

  public static final Setting<Double> BRIGHTNESS =
      new Setting<>(
          Section.IMAGE, "brightness", ' ', Kind.decimal(-100, 100), "0.0", "Default brightness.");
  public static final Setting<Double> CONTRAST =
      new Setting<>(
          Section.IMAGE, "contrast", ' ', Kind.decimal(0.01, 10), "1.0", "Default contrast.");
  public static final Setting<Double> COLOR_SATURATION =
      new Setting<>(
          Section.IMAGE,
          "color_saturation",
          ' ',
          Kind.decimal(0, 5),
          "1.5",
          "Default colour saturation.");
  public static final Setting<Double> GAMMA =
      new Setting<>(
          Section.IMAGE, "gamma", ' ', Kind.decimal(0.1, 5), "2.2", "Default display gamma.");
  public static final Setting<Integer> QUALITY =
      new Setting<>(
          Section.IMAGE,
          "quality",
          ' ',
          Kind.integer(0, 100),
          "97",
          "Default JPEG quality, percent.");
  public static final Setting<TileSize> TILE_SIZE =
      new Setting<>(
          Section.IMAGE,
          "tile_size",
          ' ',
          Kind.tileSize(),
          "256,256",
          "Shape of the tiles in pixels, height first.");

  public static final Setting<String> API_PATH =
      new Setting<>(
          Section.SERVER,
          "api_path",
          ' ',
          Kind.urlPath(),
          "/api",
          "Where the image service answers.");
  public static final Setting<Path> CLIENT_DIR =
      new Setting<>(
          Section.SERVER,
          "client_dir",
          ' ',
          Kind.path("directory"),
          "",
          "Folder of the web client; empty for the one built in.");
  public static final Setting<Path> DATA_DIR =
      new Setting<>(
          Section.SERVER,
          "data_dir",
          ' ',
          Kind.path("directory"),
          ".",
          "Folder of the images; nothing above it can be seen.");
  public static final Setting<Path> DOC_DIR =
      new Setting<>(
          Section.SERVER,
          "doc_dir",
          ' ',
          Kind.path("directory"),
          "",
          "Folder of the HTML manual; empty for none.");
  public static final Setting<String> DOC_PATH =
      new Setting<>(
          Section.SERVER,
          "doc_path",
          ' ',
          Kind.urlPath(),
          "/manual",
          "Where the manual is published.");
  public static final Setting<Path> EXTRA_DIR =
      new Setting<>(
          Section.SERVER,
          "extra_dir",
          ' ',
          Kind.path("directory"),
          ".",
          "Folder published under /extra.");
  public static final Setting<Integer> MAX_REGION_TILE_COUNT =
      new Setting<>(
          Section.SERVER,
          "max_region_tile_count",
          ' ',
          Kind.integer(1, 1_000_000),
          "1024",
          "How many tiles a region may cover at most.");
  public static final Setting<Boolean> NO_BROWSER =
      new Setting<>(
          Section.SERVER,
          "no_browser",
          ' ',
          Kind.flag(),
          "false",
          "Do not open a web browser when an image is given.");

  public static final Setting<Integer> THREAD_COUNT =
      new Setting<>(
          Section.ENGINE,
          "thread_count",
          ' ',
          Kind.integer(1, 1024),
          "10",
          "Threads that build caches; more than the machine has processors are not started.");

  public static final Setting<Long> MEMORY =
      new Setting<>(
          Section.ENGINE,
          "memory",
          ' ',
          Kind.bytes(16L << 20, 1L << 40),
          "192M",
          "Working memory that builds of caches share, whatever the size of the images.");

  public static final Setting<Path> CACHE_DIR =
      new Setting<>(
          Section.CACHE,
          "cache_dir",
          ' ',
          Kind.path("directory"),
          PlatformFolders.cache().toString(),
          "Folder of the image caches.");
  public static final Setting<Boolean> CLEAR_CACHE =
      new Setting<>(
          Section.CACHE,
          "clear_cache",
          'C',
          Kind.flag(),
          "false",
          "Remove all image caches when starting.");
  public static final Setting<Integer> MAX_CACHE_IMAGE_COUNT =
      new Setting<>(
          Section.CACHE,
          "max_cache_image_count",
          ' ',
          Kind.integer(1, 1_000_000),
          "100",
          "How many image caches to keep on disk.");
  public static final Setting<Long> MAX_CACHE_SIZE =
      new Setting<>(
          Section.CACHE,
          "max_cache_size",
          ' ',
          Kind.byteLimit(),
          "none",
          "What image caches may take on disk together.");
  public static final Setting<Storage.Compression> COMPRESS =
      new Setting<>(
          Section.CACHE,
          "compress",
          ' ',
          Kind.choice(Storage.Compression.class),
          "none",
          "How new image caches are compressed.");
  public static final Setting<Boolean> CHECKSUMS =
      new Setting<>(
          Section.CACHE,
          "checksums",
          ' ',
          Kind.flag(),
          "false",
          "Store a checksum with every tile of new image caches.");
  public static final Setting<Integer> MAX_CACHE_TILE_COUNT =
      new Setting<>(
          Section.CACHE,
          "max_cache_tile_count",
          ' ',
          Kind.integer(1, 100_000_000),
          "1000",
          "How many encoded tiles to keep in memory.");

  private static final List<Setting<?>> ALL =
      List.of(
          HOST,
          PORT,
          ROOT_PATH,
          ACCESS_LOG,
          WORKERS,
          BRIGHTNESS,
          CONTRAST,
          COLOR_SATURATION,
          GAMMA,
          QUALITY,
          TILE_SIZE,
          API_PATH,
          CLIENT_DIR,
          DATA_DIR,
          DOC_DIR,
          DOC_PATH,
          EXTRA_DIR,
          MAX_REGION_TILE_COUNT,
          NO_BROWSER,
          THREAD_COUNT,
          MEMORY,
          CACHE_DIR,
          CLEAR_CACHE,
          MAX_CACHE_IMAGE_COUNT,
          MAX_CACHE_SIZE,
          COMPRESS,
          CHECKSUMS,
          MAX_CACHE_TILE_COUNT);

  private Settings() {}

  /// All settings, in the order of their sections.
  public static List<Setting<?>> all() {
    return ALL;
  }
}
