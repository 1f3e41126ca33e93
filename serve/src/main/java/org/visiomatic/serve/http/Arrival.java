package org.visiomatic.serve.http;

import java.util.Optional;

/// How a request came here.
///
/// @param client address of the visitor
/// @param prefix path under which a proxy shows us; empty when it does not say
record Arrival(String client, Optional<String> prefix) {}
