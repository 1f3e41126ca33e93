package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.TlsSettings;

/// The server with a key store.
class HttpsTest extends ServerFixture {

  private static final String PASSWORD = "open sesame";

  @ParameterizedTest
  @CsvSource({
    "server.p12, HTTP_2",
    "server.p12, HTTP_1_1",
    "server.pem, HTTP_2",
  })
  void speaksBothVersionsOfHttp(String name, HttpClient.Version version) throws Exception {
    KeyStore store = newKeyStore(folder.resolve("server.p12"));
    byte[] key = store.getKey("server", PASSWORD.toCharArray()).getEncoded();
    writePem(store, "PRIVATE KEY", key, folder.resolve("server.pem"));
    restart(with(new TlsSettings(folder.resolve(name), Optional.of(PASSWORD))));
    assertThat(server.uri().getScheme()).isEqualTo("https");
    try (HttpClient client =
        HttpClient.newBuilder().version(version).sslContext(trusting(store)).build()) {
      HttpResponse<byte[]> tile =
          client.send(
              HttpRequest.newBuilder(server.uri().resolve(TILE)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(tile.statusCode()).isEqualTo(200);
      assertThat(tile.version()).isEqualTo(version);
      assertThat(tile.body()).startsWith(0xff, 0xd8);
    }
  }

  @Test
  void saysWhatIsWrongWithAKeyStore() throws Exception {
    Path file = folder.resolve("server.p12");
    newKeyStore(file);
    assertThat(new TlsSettings(file, Optional.of(PASSWORD)).toString()).doesNotContain(PASSWORD);
    Files.writeString(folder.resolve("text.p12"), "hello");
    Files.writeString(folder.resolve("text.pem"), "hello");
    Files.writeString(
        folder.resolve("old.pem"),
        "-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----\n");
    assertThatThrownBy(
            () -> KeyStores.read(new TlsSettings(folder.resolve("old.pem"), Optional.empty())))
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
    assertThatThrownBy(() -> KeyStores.read(new TlsSettings(file, Optional.of("wrong"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("tls_keystore_password must open it");
    for (String name : List.of("text.p12", "text.pem", "missing.p12")) {
      assertThatThrownBy(
              () -> KeyStores.read(new TlsSettings(folder.resolve(name), Optional.empty())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(name);
    }
  }

  private ServerSettings with(TlsSettings tls) {
    return settings().with(settings().host().with(AccessSettings.defaults().withTls(tls)));
  }

  private static KeyStore newKeyStore(Path file)
      throws IOException, InterruptedException, GeneralSecurityException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static void writePem(KeyStore store, String title, byte[] key, Path file)
      throws GeneralSecurityException, IOException {
    Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
    Files.writeString(
        file,
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                base64.encodeToString(store.getCertificate("server").getEncoded()),
                title,
                base64.encodeToString(key),
                title));
  }

  private static SSLContext trusting(KeyStore store) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
