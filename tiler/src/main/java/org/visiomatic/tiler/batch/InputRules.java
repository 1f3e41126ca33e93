package org.visiomatic.tiler.batch;

import java.io.InputStream;
import java.nio.file.Path;

/// How inputs are read.
///
/// @param recursive whether folders are taken with all folders below them
/// @param cache folder whose files are never inputs; need not exist
/// @param standardInput where the input `-` reads names
/// @param nulSeparated whether those names end with a NUL instead of a line end
public record InputRules(
    boolean recursive, Path cache, InputStream standardInput, boolean nulSeparated) {}
