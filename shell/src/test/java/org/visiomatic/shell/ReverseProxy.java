package org.visiomatic.shell;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real web server before ours, set up as the manual says; stopped when closed.
final class ReverseProxy implements AutoCloseable {

  private final Process process;
  private final int port;

  private ReverseProxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Programs that can be had.
  enum Kind {
    NGINX("nginx"),
    APACHE("apache2");

    private final String command;

    Kind(String command) {
      this.command = command;
    }

    /// Where the program is, if it is there. Distributions keep it off the path of ordinary users.
    Optional<Path> program() {
      return Stream.concat(
              Stream.of(System.getenv("PATH").split(":", -1)),
              Stream.of("/usr/sbin", "/usr/local/sbin"))
          .map(folder -> Path.of(folder, command))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  /// Starts one.
  ///
  /// @param folder for its files
  /// @param snippet the part of its configuration that the manual gives
  static ReverseProxy start(Kind kind, Path folder, String snippet)
      throws IOException, InterruptedException {
    int port = freePort();
    Path configuration =
        Files.writeString(
            folder.resolve("proxy.conf"),
            switch (kind) {
              case NGINX -> nginx(folder, port, snippet);
              case APACHE -> apache(folder, port, snippet);
            });
    String program = kind.program().orElseThrow().toString();
    List<String> line =
        switch (kind) {
          case NGINX -> List.of(program, "-c", configuration.toString(), "-p", folder.toString());
          case APACHE -> List.of(program, "-f", configuration.toString(), "-DFOREGROUND");
        };
    Path log = folder.resolve("proxy.log");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!listens(port)) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException("The proxy did not start:\n" + Files.readString(log));
      }
    }
    return new ReverseProxy(process, port);
  }

  int port() {
    return port;
  }

  private static String nginx(Path folder, int port, String snippet) {
    return """
        daemon off;
        master_process off;
        error_log stderr warn;
        pid %1$s/proxy.pid;
        events {}
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxied;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server {
            listen 127.0.0.1:%2$d;
            server_name myserver.com;
            %3$s
          }
        }
        """
        .formatted(folder, port, snippet);
  }

  private static String apache(Path folder, int port, String snippet) {
    StringBuilder modules = new StringBuilder();
    for (String module :
        List.of("mpm_event", "authz_core", "proxy", "proxy_http", "rewrite", "alias", "headers")) {
      modules.append(
          "LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so\n".formatted(module));
    }
    return """
        ServerRoot %1$s
        ServerName myserver.com
        PidFile %1$s/proxy.pid
        ErrorLog /dev/stderr
        Mutex file:%1$s
        %4$s
        Listen 127.0.0.1:%2$d
        <VirtualHost *:%2$d>
        ServerName myserver.com
        %3$s
        </VirtualHost>
        """
        .formatted(folder, port, snippet, modules);
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
