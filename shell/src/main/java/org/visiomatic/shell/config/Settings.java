package org.visiomatic.shell.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.visiomatic.serve.CacheSettings;
import org.visiomatic.serve.EngineSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.OperationsSettings;
import org.visiomatic.serve.TemplateSettings;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;

/// Every setting of the program, with defaults and limits as in the manual of VisiOmatic 3.
public final class Settings {

  public static final Setting<String> HOST =
      new Setting<>(
          Section.HOST,
          "host",
          'H',
          Kind.text("host"),
          "localhost",
          "Name or address of the interface to listen on; 0.0.0.0 is all of them.");
  public static final Setting<Integer> PORT =
      new Setting<>(
          Section.HOST,
          "port",
          'p',
          Kind.integer(HostSettings.PORT),
          "8009",
          "Port of the service; 0 takes any free one.");
  public static final Setting<String> ROOT_PATH =
      new Setting<>(
          Section.HOST,
          "root_path",
          'R',
          Kind.urlPrefix(),
          "",
          "Path under which a reverse proxy publishes the service.");
  public static final Setting<Boolean> ACCESS_LOG =
      new Setting<>(
          Section.HOST,
          "access_log",
          'a',
          Kind.flag(),
          "false",
          "Write one line for each request.");
  public static final Setting<Integer> WORKERS =
      new Setting<>(
          Section.HOST,
          "workers",
          'w',
          Kind.integer(HostSettings.WORKERS),
          "4",
          "Threads that draw and encode tiles.");
  public static final Setting<Boolean> RELOAD =
      new Setting<>(
          Section.HOST,
          "reload",
          'r',
          Kind.flag(),
          "false",
          "Follow changes of the configuration file, the templates and the client while running.");
  public static final Setting<OperationsSettings.LogFormat> ACCESS_LOG_FORMAT =
      new Setting<>(
          Section.HOST,
          "access_log_format",
          ' ',
          Kind.choice(OperationsSettings.LogFormat.class),
          "combined",
          "How lines of the access log look.");
  public static final Setting<Path> ACCESS_LOG_FILE =
      new Setting<>(
          Section.HOST,
          "access_log_file",
          ' ',
          Kind.path("file"),
          "",
          "File of the access log; empty for standard error.");
  public static final Setting<Integer> SHUTDOWN_TIMEOUT =
      new Setting<>(
          Section.HOST,
          "shutdown_timeout",
          ' ',
          Kind.integer(OperationsSettings.SHUTDOWN_TIMEOUT),
          "10",
          "Seconds that stopping waits for requests being answered.");
  public static final Setting<Integer> ADMIN_PORT =
      new Setting<>(
          Section.HOST,
          "admin_port",
          ' ',
          Kind.integer(HostSettings.PORT),
          "0",
          "Port of the interface for administrators; 0 is none.");
  public static final Setting<String> ADMIN_HOST =
      new Setting<>(
          Section.HOST,
          "admin_host",
          ' ',
          Kind.text("host"),
          "localhost",
          "Where that interface listens; other machines need a token.");
  public static final Setting<String> ADMIN_TOKEN =
      new Setting<>(
          Section.HOST,
          "admin_token",
          ' ',
          Kind.optionalText("token"),
          "",
          "Secret that administrators show; empty for none.");
  public static final Setting<Path> ADMIN_TOKEN_FILE =
      new Setting<>(
          Section.HOST,
          "admin_token_file",
          ' ',
          Kind.path("file"),
          "",
          "File whose first line is that secret.");

  public static final Setting<List<String>> CORS_ORIGINS =
      new Setting<>(
          Section.HOST,
          "cors_origins",
          ' ',
          Kind.list("origin,…"),
          "",
          "Origins whose pages may read answers from their scripts; * for all.");
  public static final Setting<List<String>> TRUSTED_PROXIES =
      new Setting<>(
          Section.HOST,
          "trusted_proxies",
          ' ',
          Kind.list("address,…"),
          "127.0.0.0/8,::1",
          "Addresses and ranges of the reverse proxies to believe.");
  public static final Setting<List<String>> ALLOWED_HOSTS =
      new Setting<>(
          Section.HOST,
          "allowed_hosts",
          ' ',
          Kind.list("name,…"),
          "",
          "Further names that the service answers to; * for all.");
  public static final Setting<List<String>> FRAME_ANCESTORS =
      new Setting<>(
          Section.HOST,
          "frame_ancestors",
          ' ',
          Kind.list("origin,…"),
          "*",
          "Origins whose pages may show ours in a frame: self, * for all, empty for none.");
  public static final Setting<Path> TLS_KEYSTORE =
      new Setting<>(
          Section.HOST,
          "tls_keystore",
          ' ',
          Kind.path("file"),
          "",
          "Key and certificates for HTTPS, as PKCS #12, JKS or .pem; empty for plain HTTP.");
  public static final Setting<String> TLS_KEYSTORE_PASSWORD =
      new Setting<>(
          Section.HOST,
          "tls_keystore_password",
          ' ',
          Kind.optionalText("password"),
          "",
          "Password of tls_keystore; better kept in a file.");
  public static final Setting<Path> TLS_KEYSTORE_PASSWORD_FILE =
      new Setting<>(
          Section.HOST,
          "tls_keystore_password_file",
          ' ',
          Kind.path("file"),
          "",
          "File whose first line is the password of tls_keystore.");

  public static final Setting<Double> BRIGHTNESS =
      new Setting<>(
          Section.IMAGE,
          "brightness",
          ' ',
          Kind.decimal(ImageDefaults.BRIGHTNESS),
          "0.0",
          "Default brightness.");
  public static final Setting<Double> CONTRAST =
      new Setting<>(
          Section.IMAGE,
          "contrast",
          ' ',
          Kind.decimal(ImageDefaults.CONTRAST),
          "1.0",
          "Default contrast.");
  public static final Setting<Double> COLOR_SATURATION =
      new Setting<>(
          Section.IMAGE,
          "color_saturation",
          ' ',
          Kind.decimal(ImageDefaults.COLOR_SATURATION),
          "1.5",
          "Default colour saturation.");
  public static final Setting<Double> GAMMA =
      new Setting<>(
          Section.IMAGE,
          "gamma",
          ' ',
          Kind.decimal(ImageDefaults.GAMMA),
          "2.2",
          "Default display gamma.");
  public static final Setting<Integer> QUALITY =
      new Setting<>(
          Section.IMAGE,
          "quality",
          ' ',
          Kind.integer(ImageDefaults.QUALITY),
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
          Kind.integer(EngineSettings.MAX_REGION_TILE_COUNT),
          "1024",
          "How many tiles a region may cover at most.");
  public static final Setting<Boolean> NO_BROWSER =
      new Setting<>(
          Section.SERVER,
          "no_browser",
          'n',
          Kind.flag(),
          "false",
          "Do not open a web browser when an image is given.");
  public static final Setting<Path> BANNER_TEMPLATE =
      new Setting<>(
          Section.SERVER,
          "banner_template",
          ' ',
          Kind.path("filename"),
          TemplateSettings.USUAL_BANNER,
          "HTML template of the page that describes the service.");
  public static final Setting<Path> BASE_TEMPLATE =
      new Setting<>(
          Section.SERVER,
          "base_template",
          ' ',
          Kind.path("filename"),
          TemplateSettings.USUAL_BASE,
          "HTML template of the page of the web client.");
  public static final Setting<Path> TEMPLATE_DIR =
      new Setting<>(
          Section.SERVER,
          "template_dir",
          ' ',
          Kind.path("directory"),
          "",
          "Folder of the HTML templates; empty for the pages built in.");
  public static final Setting<String> USERDOC_URL =
      new Setting<>(
          Section.SERVER,
          "userdoc_url",
          ' ',
          Kind.url(),
          "/manual/interface.html",
          "Where the user documentation is; empty for nowhere.");

  public static final Setting<Integer> THREAD_COUNT =
      new Setting<>(
          Section.ENGINE,
          "thread_count",
          't',
          Kind.integer(EngineSettings.THREAD_COUNT),
          "10",
          "Threads that build caches; more than the machine has processors are not started.");

  public static final Setting<Long> MEMORY =
      new Setting<>(
          Section.ENGINE,
          "memory",
          ' ',
          Kind.bytes(EngineSettings.MEMORY),
          "192M",
          "Working memory that builds of caches share, whatever the size of the images.");
  public static final Setting<Integer> MAX_BUILD_COUNT =
      new Setting<>(
          Section.ENGINE,
          "max_build_count",
          ' ',
          Kind.integer(EngineSettings.MAX_BUILD_COUNT),
          "2",
          "How many caches the server builds at the same time.");
  public static final Setting<Long> MAX_BUILD_PIXELS =
      new Setting<>(
          Section.ENGINE,
          "max_build_pixels",
          ' ',
          Kind.countLimit(),
          "none",
          "How many pixels, of all channels and resolutions, an image may have that the server builds a cache of.");

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
          Kind.integer(CacheSettings.MAX_CACHE_IMAGE_COUNT),
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
          Kind.integer(CacheSettings.MAX_CACHE_TILE_COUNT),
          "1000",
          "How many encoded tiles to keep in memory; 0 for none.");
  public static final Setting<Integer> MAX_OPEN_FILES =
      new Setting<>(
          Section.CACHE,
          "max_open_files",
          ' ',
          Kind.integer(CacheSettings.MAX_OPEN_FILES),
          "10000",
          "How many files of image caches may be mapped at once.");
  public static final Setting<Path> ULTRADICT_CACHE_FILE =
      new Setting<>(
          Section.CACHE,
          "ultradict_cache_file",
          ' ',
          Kind.path("filename"),
          "",
          "File in which processes note together when each image cache was last used; empty to keep that in the cache folder.");

  private static final List<Setting<?>> ALL =
      List.of(
          HOST,
          PORT,
          ROOT_PATH,
          ACCESS_LOG,
          WORKERS,
          RELOAD,
          CORS_ORIGINS,
          TRUSTED_PROXIES,
          ALLOWED_HOSTS,
          FRAME_ANCESTORS,
          TLS_KEYSTORE,
          TLS_KEYSTORE_PASSWORD,
          TLS_KEYSTORE_PASSWORD_FILE,
          ACCESS_LOG_FORMAT,
          ACCESS_LOG_FILE,
          SHUTDOWN_TIMEOUT,
          ADMIN_PORT,
          ADMIN_HOST,
          ADMIN_TOKEN,
          ADMIN_TOKEN_FILE,
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
          BANNER_TEMPLATE,
          BASE_TEMPLATE,
          TEMPLATE_DIR,
          USERDOC_URL,
          THREAD_COUNT,
          MEMORY,
          MAX_BUILD_COUNT,
          MAX_BUILD_PIXELS,
          CACHE_DIR,
          CLEAR_CACHE,
          MAX_CACHE_IMAGE_COUNT,
          MAX_CACHE_SIZE,
          COMPRESS,
          CHECKSUMS,
          MAX_CACHE_TILE_COUNT,
          MAX_OPEN_FILES,
          ULTRADICT_CACHE_FILE);

  private static final Set<Setting<?>> LIVE =
      Set.of(
          ROOT_PATH,
          ACCESS_LOG,
          ACCESS_LOG_FORMAT,
          ACCESS_LOG_FILE,
          CORS_ORIGINS,
          ALLOWED_HOSTS,
          FRAME_ANCESTORS,
          BRIGHTNESS,
          CONTRAST,
          COLOR_SATURATION,
          GAMMA,
          QUALITY,
          API_PATH,
          CLIENT_DIR,
          DOC_DIR,
          DOC_PATH,
          EXTRA_DIR,
          MAX_REGION_TILE_COUNT,
          BANNER_TEMPLATE,
          BASE_TEMPLATE,
          TEMPLATE_DIR,
          USERDOC_URL);

  private Settings() {}

  /// Whether a running server follows a change of it; all else needs a restart.
  public static boolean isLive(Setting<?> setting) {
    return LIVE.contains(setting);
  }

  /// All settings, in the order of their sections.
  public static List<Setting<?>> all() {
    return ALL;
  }
}
