// SPDX-License-Identifier: Apache-2.0
// A sheet as a page without script, which prints on paper, too.
#pragma once

#include "server/handlers/plain_page.hpp"
#include "server/sheets/sheet.hpp"

namespace kongdi::server {

/// All of it but the title, which the page's frame shows. Charts are pictures of their own.
void draw_sheet(PlainPage& page, const Sheet& sheet);

}  // namespace kongdi::server
