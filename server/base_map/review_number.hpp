// SPDX-License-Identifier: Apache-2.0
// 审图号: the number under which the authority for maps approved one. Without it no map of others
// may be shown.
#pragma once

#include <string_view>

namespace kongdi::server {

/// "GS（2023）1234号", "GS京（2022）1061号", "浙S（2024）12号", "JS（2011）01-052号": who approved
/// it, the year, the number. Brackets of any usual form; blanks and a leading "审图号：" are borne.
bool is_review_number(std::string_view text);

}  // namespace kongdi::server
