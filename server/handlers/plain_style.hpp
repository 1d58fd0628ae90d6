// SPDX-License-Identifier: Apache-2.0
// The style of the pages under /plain: the colours and sizes of the page, without what old browsers
// do not know (variables, grid).
#pragma once

#include <string_view>

namespace kongdi::server {

std::string_view plain_style();

}  // namespace kongdi::server
