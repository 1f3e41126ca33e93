package org.visiomatic.serve;

/// Where the service runs and who may call it.
///
/// @param host name or address to listen on
/// @param port TCP port; 0 takes any free one
/// @param rootPath prefix under which a reverse proxy shows the service, such as `/vis`; empty for
///   none
/// @param accessLog whether each request is logged
/// @param workers how many tiles are rendered at the same time
/// @param access who may call it from where
public record HostSettings(
    String host, int port, String rootPath, boolean accessLog, int workers, AccessSettings access) {

  public static final WholeRange PORT = new WholeRange(0, 65535);
  public static final WholeRange WORKERS = new WholeRange(1, 1024);

  public HostSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException(
          "The setting host is empty, but it must be a host name or an address such as localhost or 0.0.0.0.");
    }
    PORT.check("port", port);
    WORKERS.check("workers", workers);
    if (!rootPath.isEmpty()) {
      Limits.checkPath("root_path", rootPath);
    }
  }

  /// `localhost:8009`, four workers, no prefix, the usual access.
  public static HostSettings defaults() {
    return new HostSettings("localhost", 8009, "", false, 4, AccessSettings.defaults());
  }

  /// The same on another port.
  public HostSettings withPort(int newPort) {
    return new HostSettings(host, newPort, rootPath, accessLog, workers, access);
  }

  /// The same on another host.
  public HostSettings withHost(String newHost) {
    return new HostSettings(newHost, port, rootPath, accessLog, workers, access);
  }

  /// The same below a path.
  public HostSettings withRootPath(String path) {
    return new HostSettings(host, port, path, accessLog, workers, access);
  }

  /// The same with other access.
  public HostSettings with(AccessSettings newAccess) {
    return new HostSettings(host, port, rootPath, accessLog, workers, newAccess);
  }
}
