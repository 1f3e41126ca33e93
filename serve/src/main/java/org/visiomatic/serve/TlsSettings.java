package org.visiomatic.serve;

import java.nio.file.Path;
import java.util.Optional;

/// What the server proves its name with.
///
/// @param keyStore PKCS #12 or JKS file with the private key and its certificates; or a PEM file
///   with both, the key not encrypted, when its name ends with `.pem`
/// @param password of the key store
public record TlsSettings(Path keyStore, Optional<String> password) {

  /// Passwords belong into no log.
  @Override
  public String toString() {
    return "TlsSettings[keyStore=" + keyStore + "]";
  }
}
