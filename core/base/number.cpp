// SPDX-License-Identifier: Apache-2.0
#include "core/base/number.hpp"

#include <array>
#include <nlohmann/json.hpp>

namespace kongdi {

void append_decimal(std::string& out, double value) {
    std::array<char, 64> digits{};
    char* const end =
        nlohmann::detail::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

}  // namespace kongdi
