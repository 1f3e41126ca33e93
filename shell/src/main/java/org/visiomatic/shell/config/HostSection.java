package org.visiomatic.shell.config;

import java.nio.file.Path;
import java.util.List;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.OperationsSettings;
import org.visiomatic.serve.OperationsSettings.LogFormat;

/// The settings of the section `[host]`: where the server runs, who may call it, how it is watched.
public final class HostSection {

  private static final SettingList LIST = new SettingList(Section.HOST);

  public static final Setting<String> HOST =
      LIST.add(
          "host",
          'H',
          Kind.text("host"),
          "localhost",
          "Name or address of the interface to listen on; 0.0.0.0 is all of them.");

  public static final Setting<Integer> PORT =
      LIST.add(
          "port",
          'p',
          Kind.integer(HostSettings.PORT),
          "8009",
          "Port of the service; 0 takes any free one.");

  public static final Setting<String> ROOT_PATH =
      LIST.addLive(
          "root_path",
          'R',
          Kind.urlPrefix(),
          "",
          "Path under which a reverse proxy publishes the service.");

  public static final Setting<Boolean> ACCESS_LOG =
      LIST.addLive("access_log", 'a', Kind.flag(), "false", "Write one line for each request.");

  public static final Setting<Integer> WORKERS =
      LIST.add(
          "workers",
          'w',
          Kind.integer(HostSettings.WORKERS),
          "4",
          "Threads that draw and encode tiles.");

  public static final Setting<Boolean> RELOAD =
      LIST.add(
          "reload",
          'r',
          Kind.flag(),
          "false",
          "Follow changes of the configuration file, the templates and the client while running.");

  public static final Setting<List<String>> CORS_ORIGINS =
      LIST.addLive(
          "cors_origins",
          Kind.list("origin,…"),
          "",
          "Origins whose pages may read answers from their scripts; * for all.");

  public static final Setting<List<String>> TRUSTED_PROXIES =
      LIST.addLive(
          "trusted_proxies",
          Kind.list("address,…"),
          "127.0.0.0/8,::1",
          "Addresses and ranges of the reverse proxies to believe.");

  public static final Setting<List<String>> ALLOWED_HOSTS =
      LIST.addLive(
          "allowed_hosts",
          Kind.list("name,…"),
          "",
          "Further names that the service answers to; * for all.");

  public static final Setting<List<String>> FRAME_ANCESTORS =
      LIST.addLive(
          "frame_ancestors",
          Kind.list("origin,…"),
          "*",
          "Origins whose pages may show ours in a frame: self, * for all, empty for none.");

  public static final Setting<Path> TLS_KEYSTORE =
      LIST.add(
          "tls_keystore",
          Kind.path("file"),
          "",
          "Key and certificates for HTTPS, as PKCS #12, JKS or .pem; empty for plain HTTP.");

  public static final Setting<String> TLS_KEYSTORE_PASSWORD =
      LIST.add(
          "tls_keystore_password",
          Kind.secret("password"),
          "",
          "Password of tls_keystore; better kept in a file.");

  public static final Setting<Path> TLS_KEYSTORE_PASSWORD_FILE =
      LIST.add(
          "tls_keystore_password_file",
          Kind.path("file"),
          "",
          "File whose first line is the password of tls_keystore.");

  public static final Setting<LogFormat> ACCESS_LOG_FORMAT =
      LIST.addLive(
          "access_log_format",
          Kind.choice(LogFormat.class),
          "combined",
          "How lines of the access log look.");

  public static final Setting<Path> ACCESS_LOG_FILE =
      LIST.addLive(
          "access_log_file",
          Kind.path("file"),
          "",
          "File of the access log; empty for standard error.");

  public static final Setting<Integer> SHUTDOWN_TIMEOUT =
      LIST.add(
          "shutdown_timeout",
          Kind.integer(OperationsSettings.SHUTDOWN_TIMEOUT),
          "10",
          "Seconds that stopping waits for requests being answered.");

  public static final Setting<Integer> ADMIN_PORT =
      LIST.add(
          "admin_port",
          Kind.integer(HostSettings.PORT),
          "0",
          "Port of the interface for administrators; 0 is none.");

  public static final Setting<String> ADMIN_HOST =
      LIST.add(
          "admin_host",
          Kind.text("host"),
          "localhost",
          "Where that interface listens; other machines need a token.");

  public static final Setting<String> ADMIN_TOKEN =
      LIST.add(
          "admin_token",
          Kind.secret("token"),
          "",
          "Secret that administrators show; empty for none.");

  public static final Setting<Path> ADMIN_TOKEN_FILE =
      LIST.add("admin_token_file", Kind.path("file"), "", "File whose first line is that secret.");

  private HostSection() {}

  /// All of them.
  static List<Setting<?>> all() {
    return LIST.all();
  }
}
