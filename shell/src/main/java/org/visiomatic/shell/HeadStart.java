package org.visiomatic.shell;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.visiomatic.tiler.fits.FitsFiles;

/// Loads what a batch needs later, on a second processor, while the command line is being read.
///
/// The classes of libraries that are slowest to initialise would otherwise hold up both ends of a
/// short batch, one after the other: a tenth of a second of the one that an image of 128 MiB takes.
final class HeadStart {

  private HeadStart() {}

  /// Begins, and returns at once.
  static void begin() {
    Thread.ofPlatform().daemon().name("head-start").start(HeadStart::load);
  }

  /// Does it here and now.
  static void load() {
    try {
      // Names of temporary folders, then names of pyramids.
      new SecureRandom().nextInt();
      MessageDigest.getInstance("SHA-256").digest(new byte[1]);
      FitsFiles.load();
      JsonMapper json = new JsonMapper();
      byte[] document =
          json.writeValueAsBytes(json.createObjectNode().put("one", 1).put("half", 0.5));
      json.readTree(new String(document, StandardCharsets.UTF_8)).path("half").asDouble();
    } catch (IOException e) {
      throw new UncheckedIOException("What was just written is JSON.", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
