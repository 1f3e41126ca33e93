package org.visiomatic.shell.cli;

/// A line that shows what a verb is for.
///
/// @param line as it is typed in the shell
/// @param purpose what it does, in a few words
record Example(String line, String purpose) {}
