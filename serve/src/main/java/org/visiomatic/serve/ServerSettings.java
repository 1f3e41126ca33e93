package org.visiomatic.serve;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything that one server needs to know; each group checks its own limits.
///
/// @param host where it runs
/// @param image how images look by default
/// @param paths folders and URL paths
/// @param engine what work on pixels may cost
/// @param cache what is kept on disk and in memory
/// @param oneShot the only image to show, whatever is asked for; such a server may be stopped from
///   its own page
/// @param extensions which HDUs of a file to take, by number (`2`), range (`1-4`) or name (`SCI`);
///   empty for all images
/// @param operations how it is watched and stopped
public record ServerSettings(
    HostSettings host,
    ImageDefaults image,
    ServerPaths paths,
    EngineSettings engine,
    CacheSettings cache,
    Optional<Path> oneShot,
    List<String> extensions,
    OperationsSettings operations) {

  public ServerSettings {
    extensions = List.copyOf(extensions);
  }

  /// The same, unless its root path hides an address. That is for the path that somebody has set:
  /// what proxies tell of theirs they have taken off.
  ///
  /// @throws IllegalArgumentException when it does
  public ServerSettings withEverythingReachable() {
    Addresses.checkRoot(host.rootPath(), paths.apiPath(), paths.published().docPath());
    return this;
  }

  /// Serves the images below a folder, everything else as built in.
  public static ServerSettings of(Path dataDir, Path cacheDir) {
    return new ServerSettings(
        HostSettings.defaults(),
        ImageDefaults.defaults(),
        ServerPaths.of(dataDir),
        EngineSettings.defaults(),
        CacheSettings.in(cacheDir),
        Optional.empty(),
        List.of(),
        OperationsSettings.defaults());
  }

  /// The same with other host settings.
  public ServerSettings with(HostSettings newHost) {
    return new ServerSettings(
        newHost, image, paths, engine, cache, oneShot, extensions, operations);
  }

  /// The same with other image defaults.
  public ServerSettings with(ImageDefaults newImage) {
    return new ServerSettings(
        host, newImage, paths, engine, cache, oneShot, extensions, operations);
  }

  /// The same with other paths.
  public ServerSettings with(ServerPaths newPaths) {
    return new ServerSettings(
        host, image, newPaths, engine, cache, oneShot, extensions, operations);
  }

  /// The same with other limits of the engine.
  public ServerSettings with(EngineSettings newEngine) {
    return new ServerSettings(
        host, image, paths, newEngine, cache, oneShot, extensions, operations);
  }

  /// The same with other limits of the cache.
  public ServerSettings with(CacheSettings newCache) {
    return new ServerSettings(
        host, image, paths, engine, newCache, oneShot, extensions, operations);
  }

  /// The same, watched and stopped in another way.
  public ServerSettings with(OperationsSettings newOperations) {
    return new ServerSettings(
        host, image, paths, engine, cache, oneShot, extensions, newOperations);
  }

  /// The same below another path.
  public ServerSettings withRootPath(String path) {
    return with(host.withRootPath(path));
  }

  /// The same for one image only.
  public ServerSettings withOneShot(Path file) {
    return new ServerSettings(
        host, image, paths, engine, cache, Optional.of(file), extensions, operations);
  }
}
