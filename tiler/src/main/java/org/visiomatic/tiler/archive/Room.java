package org.visiomatic.tiler.archive;

/// What a pyramid may take.
///
/// @param bytes at most
/// @param why no more, to stand behind a number of bytes: `that the disk has left`
record Room(long bytes, String why) {}
