// SPDX-License-Identifier: Apache-2.0
// Libraries that would write to standard error what nobody decided to tell.
#pragma once

namespace kongdi::server {

/// From now on warnings of GLib, under which libvips, Pango and Cairo tell theirs, are counted and
/// not written (server/metrics/library_notices.hpp). GDAL and libpq are told where they are opened.
void quiet_libraries();

}  // namespace kongdi::server
