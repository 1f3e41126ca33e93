package org.visiomatic.shell.configure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.AddressRange;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.CacheSettings;
import org.visiomatic.serve.EngineSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.OperationsSettings;
import org.visiomatic.serve.PublishedFolders;
import org.visiomatic.serve.ServerPaths;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.TemplateSettings;
import org.visiomatic.serve.TlsSettings;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.EngineSection;
import org.visiomatic.shell.config.HostSection;
import org.visiomatic.shell.config.ImageSection;
import org.visiomatic.shell.config.Leftovers;
import org.visiomatic.shell.config.ServerSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.tile.TilingSettings;
import org.visiomatic.tiler.batch.ByteSize;

/// What the server needs of a configuration.
public final class ServerSettingsReader {

  private ServerSettingsReader() {}

  /// @param image the only image to serve, if one was given
  /// @param extensions which HDUs of a file to take; empty for all images
  /// @throws ConfigurationException when settings do not go together
  public static ServerSettings read(
      Configuration configuration, Optional<Path> image, List<String> extensions) {
    try {
      return settings(configuration, image, extensions).withEverythingReachable();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ServerSettings settings(
      Configuration configuration, Optional<Path> image, List<String> extensions) {
    return new ServerSettings(
        host(configuration, image),
        imageDefaults(configuration),
        paths(configuration, image),
        new EngineSettings(
            TilingSettings.threads(configuration),
            TilingSettings.memory(configuration),
            configuration.get(ServerSection.MAX_REGION_TILE_COUNT),
            configuration.get(EngineSection.MAX_BUILD_COUNT),
            configuration.get(EngineSection.MAX_BUILD_PIXELS)),
        new CacheSettings(
            configuration.get(CacheSection.CACHE_DIR),
            configuration.get(CacheSection.CLEAR_CACHE),
            TilingSettings.limits(configuration),
            TilingSettings.storage(configuration),
            configuration.get(CacheSection.MAX_CACHE_TILE_COUNT),
            tileMemory(configuration),
            configuration.get(CacheSection.MAX_OPEN_FILES),
            TilingSettings.usesFile(configuration)),
        image,
        extensions,
        operations(configuration));
  }

  /// Encoded tiles stand in the heap beside what builds and requests need. What is built in gives
  /// way to a small one; what somebody has asked for does not.
  private static long tileMemory(Configuration configuration) {
    long wanted = configuration.get(CacheSection.MAX_CACHE_TILE_SIZE);
    long most = Runtime.getRuntime().maxMemory() / 2;
    if (wanted > most && configuration.isAsked(CacheSection.MAX_CACHE_TILE_SIZE)) {
      throw new ConfigurationException(
          "The setting max_cache_tile_size is %s, but it must be half of the memory of the program at most, which is %s; give it more with VISIOMATIC_JAVA_OPTIONS=-Xmx%dm."
              .formatted(ByteSize.text(wanted), ByteSize.text(most), wanted >> 19));
    }
    return Math.min(wanted, most);
  }

  private static OperationsSettings operations(Configuration configuration) {
    return new OperationsSettings(
        configuration.get(HostSection.ACCESS_LOG_FORMAT),
        folder(configuration.get(HostSection.ACCESS_LOG_FILE)),
        Duration.ofSeconds(configuration.get(HostSection.SHUTDOWN_TIMEOUT)),
        admin(configuration));
  }

  private static Optional<AdminSettings> admin(Configuration configuration) {
    int port = configuration.get(HostSection.ADMIN_PORT);
    return port == 0
        ? Optional.empty()
        : Optional.of(
            new AdminSettings(
                configuration.get(HostSection.ADMIN_HOST),
                port,
                secret(configuration, HostSection.ADMIN_TOKEN, HostSection.ADMIN_TOKEN_FILE)
                    .map(String::strip)));
  }

  /// A secret from a setting, or from the first line of a file. The file wins: it is the better
  /// place for a secret, so whoever names one means it.
  private static Optional<String> secret(
      Configuration configuration, Setting<String> given, Setting<Path> inFile) {
    Optional<Path> file = folder(configuration.get(inFile));
    if (file.isEmpty()) {
      return Optional.of(configuration.get(given)).filter(text -> !text.isEmpty());
    }
    try (Stream<String> lines = Files.lines(file.get())) {
      Optional<String> first = lines.findFirst().filter(line -> !line.isBlank());
      if (first.isEmpty()) {
        throw noSecret(inFile, file.get(), "says nothing there", null);
      }
      return first;
    } catch (IOException | UncheckedIOException e) {
      throw noSecret(
          inFile, file.get(), "cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static ConfigurationException noSecret(
      Setting<Path> setting, Path file, String found, @Nullable Exception cause) {
    return new ConfigurationException(
        "The setting %s is %s, which %s; it must be a text file whose first line is the secret."
            .formatted(setting.name(), file, found),
        cause);
  }

  private static HostSettings host(Configuration configuration, Optional<Path> image) {
    return new HostSettings(
        configuration.get(HostSection.HOST),
        configuration.get(HostSection.PORT),
        configuration.get(HostSection.ROOT_PATH),
        configuration.get(HostSection.ACCESS_LOG),
        configuration.get(HostSection.WORKERS),
        access(configuration, image));
  }

  private static AccessSettings access(Configuration configuration, Optional<Path> image) {
    return new AccessSettings(
        configuration.get(HostSection.CORS_ORIGINS),
        configuration.get(HostSection.TRUSTED_PROXIES).stream().map(AddressRange::of).toList(),
        configuration.get(HostSection.ALLOWED_HOSTS),
        frameAncestors(configuration, image),
        folder(configuration.get(HostSection.TLS_KEYSTORE))
            .map(
                file ->
                    new TlsSettings(
                        file,
                        secret(
                            configuration,
                            HostSection.TLS_KEYSTORE_PASSWORD,
                            HostSection.TLS_KEYSTORE_PASSWORD_FILE))));
  }

  /// The page of a single image has a button that stops the server. Whoever shows that page in a
  /// frame could have it pressed by somebody who sees something else.
  private static List<String> frameAncestors(Configuration configuration, Optional<Path> image) {
    boolean asked = configuration.isAsked(HostSection.FRAME_ANCESTORS);
    return image.isPresent() && !asked
        ? List.of("self")
        : configuration.get(HostSection.FRAME_ANCESTORS);
  }

  private static ImageDefaults imageDefaults(Configuration configuration) {
    return new ImageDefaults(
        configuration.get(ImageSection.BRIGHTNESS),
        configuration.get(ImageSection.CONTRAST),
        configuration.get(ImageSection.COLOR_SATURATION),
        configuration.get(ImageSection.GAMMA),
        configuration.get(ImageSection.QUALITY),
        configuration.get(ImageSection.TILE_SIZE));
  }

  private static ServerPaths paths(Configuration configuration, Optional<Path> image) {
    return new ServerPaths(
        configuration.get(ServerSection.DATA_DIR),
        configuration.get(ServerSection.API_PATH),
        new PublishedFolders(
            Leftovers.path(configuration, ServerSection.CLIENT_DIR),
            Leftovers.path(configuration, ServerSection.DOC_DIR),
            configuration.get(ServerSection.DOC_PATH),
            extraFolder(configuration, image)),
        new TemplateSettings(
            Leftovers.path(configuration, ServerSection.TEMPLATE_DIR),
            configuration.get(ServerSection.BASE_TEMPLATE).toString(),
            configuration.get(ServerSection.BANNER_TEMPLATE).toString()),
        configuration.get(ServerSection.USERDOC_URL));
  }

  /// A user who only wants to look at an image has not asked for the working folder to be
  /// published.
  private static Optional<Path> extraFolder(Configuration configuration, Optional<Path> image) {
    boolean asked = configuration.isAsked(ServerSection.EXTRA_DIR);
    return image.isPresent() && !asked
        ? Optional.empty()
        : folder(configuration.get(ServerSection.EXTRA_DIR));
  }

  /// An empty path means that there is none.
  private static Optional<Path> folder(Path path) {
    return Optional.of(path).filter(given -> !given.toString().isEmpty());
  }
}
