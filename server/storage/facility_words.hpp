// SPDX-License-Identifier: Apache-2.0
// What layers and lists write of a facility, read as the register has it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/model/facility.hpp"

namespace kongdi::server {

/// "closed", "已关闭", "停用", "disused"; anything else says that it is there.
bool says_closed(std::string_view state);
/// "T5", "5分钟", "五分钟生活圈"; none when it is no level.
std::optional<Tier> tier_of_words(std::string_view words);
/// "无台阶、有电梯", "step_free; lift", and "yes" of an entrance without steps. In their order,
/// each once; what is not understood is left out.
std::vector<Accessibility> accessibility_of_words(std::string_view words);

}  // namespace kongdi::server
