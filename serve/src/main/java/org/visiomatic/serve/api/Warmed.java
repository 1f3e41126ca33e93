package org.visiomatic.serve.api;

/// What was put into memory of an image.
///
/// @param identity of its pyramid
/// @param levels how many of its levels were read, the coarsest first
/// @param tiles how many tiles these have, all channels counted
/// @param drawn how many of them are also kept encoded
public record Warmed(String identity, int levels, long tiles, int drawn) {}
