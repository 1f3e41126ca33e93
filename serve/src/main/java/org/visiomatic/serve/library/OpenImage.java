package org.visiomatic.serve.library;

import java.time.Instant;

/// What an operator may want to know of an open image.
///
/// @param name as visitors know it
/// @param identity of its pyramid
/// @param width columns at full resolution
/// @param height rows at full resolution
/// @param channels how many
/// @param levels resolutions
/// @param bytes what its pixels take without compression
/// @param users who are reading it now
/// @param lastUse when somebody asked for it last, within two seconds
public record OpenImage(
    String name,
    String identity,
    int width,
    int height,
    int channels,
    int levels,
    long bytes,
    int users,
    Instant lastUse) {}
