package org.visiomatic.serve.http;

import io.helidon.common.tls.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.visiomatic.serve.TlsSettings;

/// Reads what HTTPS needs: a private key and the certificates that vouch for it.
final class KeyStores {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private KeyStores() {}

  /// @throws IOException when the file cannot be read or has no key that the password opens
  static Tls read(TlsSettings settings) throws IOException {
    Path file = settings.keyStore();
    if (!Files.isReadable(file)) {
      throw new IOException(
          "The key store %s %s; name a file with a private key and its certificates with tls_keystore."
              .formatted(
                  file, Files.exists(file) ? "may not be read by this user" : "is not there"));
    }
    try {
      boolean pem = file.toString().toLowerCase(Locale.ROOT).endsWith(".pem");
      Identity identity = pem ? ofPem(settings) : ofKeyStore(settings);
      if (identity.chain().isEmpty()) {
        throw new GeneralSecurityException("it holds no private key with a certificate");
      }
      return Tls.builder().privateKey(identity.key()).privateKeyCertChain(identity.chain()).build();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IOException(
          "The key store %s cannot be used (%s); it must be PKCS #12, JKS, or PEM with a name that ends with .pem, hold a private key with its certificates, and tls_keystore_password must open it."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static Identity ofKeyStore(TlsSettings settings)
      throws IOException, GeneralSecurityException {
    char[] password = settings.password().orElse("").toCharArray();
    KeyStore store = KeyStore.getInstance(settings.keyStore().toFile(), password);
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey key) {
        return new Identity(key, x509(Stream.of(store.getCertificateChain(alias))));
      }
    }
    throw new GeneralSecurityException("it holds no private key");
  }

  private static Identity ofPem(TlsSettings settings) throws IOException, GeneralSecurityException {
    String text = Files.readString(settings.keyStore(), StandardCharsets.US_ASCII);
    byte[] certificates = blocks(text, "CERTIFICATE").getBytes(StandardCharsets.US_ASCII);
    return new Identity(
        privateKey(text),
        x509(
            CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificates))
                .stream()));
  }

  private static PrivateKey privateKey(String text) throws GeneralSecurityException {
    MatchResult block =
        BLOCK
            .matcher(text)
            .results()
            .filter(found -> found.group(1).endsWith("PRIVATE KEY"))
            .findFirst()
            .orElseThrow(() -> new GeneralSecurityException("it holds no private key"));
    if (!block.group(1).equals("PRIVATE KEY")) {
      throw new GeneralSecurityException(
          "its key is a \"%s\", which \"openssl pkcs8 -topk8 -nocrypt\" turns into a \"PRIVATE KEY\""
              .formatted(block.group(1)));
    }
    PKCS8EncodedKeySpec key =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(2)));
    GeneralSecurityException unknown =
        new GeneralSecurityException("its key is of no kind that is known here");
    // It does not say what kind of key it is in any simpler way.
    for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(key);
      } catch (InvalidKeySpecException e) {
        unknown.addSuppressed(e);
      }
    }
    throw unknown;
  }

  private static List<X509Certificate> x509(Stream<? extends Certificate> certificates) {
    return certificates.map(X509Certificate.class::cast).toList();
  }

  /// The blocks of a PEM text whose titles end so.
  private static String blocks(String text, String title) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).endsWith(title))
        .map(MatchResult::group)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /// @param chain the server's own certificate first
  private record Identity(PrivateKey key, List<X509Certificate> chain) {}
}
