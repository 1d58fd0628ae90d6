// SPDX-License-Identifier: Apache-2.0
#include "core/codec/xlsform_own.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/base/text.hpp"
#include "core/codec/json.hpp"
#include "core/codec/xlsform_parts.hpp"
#include "core/question/typed_number.hpp"

namespace kongdi::xlsform {

namespace {

constexpr std::string_view kDigits = "0123456789ABCDEF";

std::string encoded(std::string_view value) {
    // A cell is trimmed when it is read, of wide blanks, too.
    const bool whole = trimmed(value).size() != value.size();
    std::string out;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > ' ' && byte != '%' && byte != 0x7F && !(whole && byte > 0x7F)) {
            out += c;
            continue;
        }
        out += '%';
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
    return out;
}

/// Older files have units as they are: a percent sign without two digits stays one.
std::string decoded(std::string_view value) {
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const std::size_t high =
            value[i] == '%' && i + 2 < value.size() ? kDigits.find(value[i + 1]) : kDigits.npos;
        const std::size_t low = high == kDigits.npos ? high : kDigits.find(value[i + 2]);
        if (low == kDigits.npos) {
            out += value[i];
            continue;
        }
        out += static_cast<char>(high << 4U | low);
        i += 2;
    }
    // Whoever writes such a cell by hand may write what is no text.
    return is_utf8(out) && out.find('\0') == std::string::npos ? out : std::string(value);
}

Value json_number(const std::string& text) {
    const Result<Value> read = parse_own_json(text);
    return read && read->is_number() ? *read : Value();
}

}  // namespace

void add_own_word(std::string& own, std::string_view name, std::string_view value) {
    if (!own.empty()) own += ' ';
    own.append(name).append("=").append(encoded(value));
}

std::string own_word(std::string_view rest, std::string_view name) {
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        const std::string_view one = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
            return decoded(one.substr(name.size() + 1));
    }
    return {};
}

double number_in(const std::string& text, double otherwise) {
    const Value number = json_number(text);
    return number.is_number() ? number.number_or(otherwise)
                              : question::typed_number(text).number_or(otherwise);
}

std::string own_words(const Question& question) {
    std::string out;
    const auto number = [](double value) {
        std::string text;
        append_number(text, value);
        return text;
    };
    if (question.min) add_own_word(out, "min", number(*question.min));
    if (question.max) add_own_word(out, "max", number(*question.max));
    if (question.max_length != 0)
        add_own_word(out, "max_length", std::to_string(question.max_length));
    if (!question.unit.empty()) add_own_word(out, "unit", question.unit);
    if (question.multiline && question.kind != QuestionKind::Text)
        add_own_word(out, "multiline", "yes");
    const std::string_view when = trimmed(question.required_when);
    if (says_always(when) || says_never(when))
        add_own_word(out, "required_when", question.required_when);
    if (question.kind == QuestionKind::SingleChoice && has_codes_of_scale(question.choices))
        add_own_word(out, "kind", "single_choice");
    return out;
}

void take_own_words(const std::string& own, Question& question) {
    const auto number = [&own](std::string_view name) -> std::optional<double> {
        const std::string text = own_word(own, name);
        const double none = std::numeric_limits<double>::quiet_NaN();
        const double value = number_in(text, none);
        return std::isnan(value) ? std::nullopt : std::optional(value);
    };
    question.min = number("min");
    question.max = number("max");
    constexpr double kMost = 1e15;  // what somebody wrote by hand may be no length at all
    const double length = std::clamp(number("max_length").value_or(0), -kMost, kMost);
    question.max_length =
        json_number(own_word(own, "max_length")).int_or(static_cast<std::int64_t>(length));
    question.unit = own_word(own, "unit");
    question.multiline = question.multiline || own_word(own, "multiline") == "yes";
    if (const std::string when = own_word(own, "required_when"); !when.empty()) {
        question.required = false;
        question.required_when = when;
    }
    if (std::string constraint = own_word(own, "constraint"); !constraint.empty())
        question.constraint = std::move(constraint);
    if (std::string relevant = own_word(own, "relevant"); !relevant.empty())
        question.relevant = std::move(relevant);
}

bool has_codes_of_scale(const std::vector<Choice>& choices) {
    return choices.size() >= kScaleCodes.size() - 1 && choices.size() <= kScaleCodes.size() &&
           std::equal(choices.begin(), choices.end(), kScaleCodes.begin(),
                      [](const Choice& a, std::string_view b) { return a.code == b; });
}

bool says_always(std::string_view required) {
    return required == "yes" || required == "true()" || required == "TRUE";
}
bool says_never(std::string_view required) {
    return required == "no" || required == "false()" || required == "FALSE";
}

}  // namespace kongdi::xlsform
