// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/quiet_libraries.hpp"

#include <glib.h>

#include "server/metrics/library_notices.hpp"

namespace kongdi::server {

void quiet_libraries() {
    g_log_set_default_handler(
        [](const gchar*, GLogLevelFlags, const gchar*, gpointer) { count_notice(NoticeOf::GLib); },
        nullptr);
}

}  // namespace kongdi::server
