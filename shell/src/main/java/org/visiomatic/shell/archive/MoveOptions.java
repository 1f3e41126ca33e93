package org.visiomatic.shell.archive;

import java.nio.file.Path;
import java.util.Optional;
import org.visiomatic.shell.console.Consent;

/// Which cache folder to move, and where to.
///
/// @param cache the folder
/// @param destination where it goes
/// @param uses file in which processes note when they last used which pyramid, if they do
/// @param isRehearsal whether only to say what there is to do
/// @param isJson whether to print a JSON object
/// @param consent whether the user wants it
public record MoveOptions(
    Path cache,
    Path destination,
    Optional<Path> uses,
    boolean isRehearsal,
    boolean isJson,
    Consent consent) {}
