// SPDX-License-Identifier: Apache-2.0
#include "core/question/typed_number.hpp"

#include <cmath>
#include <cstdlib>
#include <string>

namespace kongdi::question {

Value typed_number(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool wide =
            byte == 0xEF && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0xBC;
        if (wide) {  // U+FF10..U+FF19 and U+FF0E lie 0xFEE0 above ASCII
            plain += static_cast<char>(static_cast<unsigned char>(text[i + 2]) - 0x60);
            i += 2;
        } else if (text[i] == ',') {
            plain += '.';
        } else if (text[i] != ' ') {
            plain += text[i];
        }
    }
    if (plain.empty()) return {};
    if (plain.find_first_not_of("0123456789.-") != std::string::npos) return Value(text);
    char* end = nullptr;
    const double number = std::strtod(plain.c_str(), &end);
    if (end != plain.c_str() + plain.size()) return Value(text);
    if (std::trunc(number) == number && std::fabs(number) < 1e15)
        return Value(static_cast<std::int64_t>(number));
    return Value(number);
}

}  // namespace kongdi::question
