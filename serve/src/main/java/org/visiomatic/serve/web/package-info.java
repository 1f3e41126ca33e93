/// Pages and static files: the web client, the banner, the reference of the API, and the folders
/// that the settings add.
@NullMarked
package org.visiomatic.serve.web;

import org.jspecify.annotations.NullMarked;
