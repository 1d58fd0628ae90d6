// SPDX-License-Identifier: Apache-2.0
// Answers to any question: right ones, and ones with something wrong (mostly: a spoilt answer may
// by chance still be right, so ask the check).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"
#include "core/base/time.hpp"
#include "core/model/questionnaire.hpp"
#include "core/model/record.hpp"
#include "tests/support/random.hpp"

namespace kongdi::tests {

/// Pieces of text as people and phones make them.
inline constexpr std::array<std::string_view, 24> kTextPieces{
    "空了三年", "车棚",   "，",      "。", "一楼 ", "Bike shed", "\t", "🚲", "👨‍👩‍👧",
    "𠮷",       "é",      "e\u0301", "٣",  "=1+1",  "\"",        "\\", "/", "<b>",
    "\u202E",   "\uFEFF", "０",      "　", "~",     "'"};

inline std::string random_text(Random& random, std::size_t pieces) {
    std::string text;
    for (std::size_t n = random.below(pieces + 1); n > 0; --n) text += random.pick(kTextPieces);
    return text;
}

inline double random_number(Random& random, double low, double high) {
    switch (random.below(4)) {
        case 0: return std::floor(random.real(low, high) + 0.5);
        case 1: return std::floor(random.real(low, high) * 10) / 10;
        case 2: return random.once_in(2) ? low : high;
        default: return random.real(low, high);
    }
}

inline double within(double value, double low, double high) {
    return std::min(std::max(value, low), high);
}

inline Value random_point(Random& random, std::string_view source) {
    constexpr std::array<std::string_view, 3> kDatums{"WGS-84", "GCJ-02", "BD-09"};
    const bool far = random.once_in(10);
    Value point =
        Value::map({{"lon", far ? random_number(random, -180, 180) : random.real(119.9, 120.4)},
                    {"lat", far ? random_number(random, -90, 90) : random.real(30.1, 30.4)},
                    {"datum", random.pick(kDatums)},
                    {"source", source}});
    if (random.once_in(2))
        point.set("accuracy_m", random.once_in(4) ? Value() : Value(random_number(random, 0, 900)));
    return point;
}

inline Value right_place(Random& random) {
    Value place = Value::map({{"point", random_point(random, random.once_in(3) ? "fix" : "hand")}});
    if (random.once_in(2)) {
        Value fix = random_point(random, "fix");
        if (random.once_in(2)) fix.set("at", format_time(random.between(0, 1'795'507'200'000)));
        place.set("fix", random.once_in(8) ? Value() : fix);
    }
    if (random.once_in(6)) place.set("floor", random.between(-2, 33));
    return place;
}

inline Value right_number(const Question& question, Random& random) {
    const double low = question.min.value_or(-1e6);
    const double high = question.max.value_or(1e6);
    const double number = within(random_number(random, low, std::min(high, 1000.0)), low, high);
    if (question.sources.empty()) return number;
    return Value::map({{"value", number}, {"source", random.pick(question.sources).code}});
}

inline Value right_text(const Question& question, Random& random) {
    std::string text = random_text(random, 8);
    if (question.multiline && random.once_in(3)) text += "\n" + random_text(random, 4);
    if (question.required) text.insert(0, "空");
    const auto most = static_cast<std::size_t>(question.max_length);
    return std::string(most == 0 ? text : first_code_points(text, most));
}

/// Distinct ones of a list, at least as many as the question needs.
template <class Items, class Code>
Value some_of(const Question& question, const Items& items, Random& random, Code code) {
    std::vector<std::string> codes;
    for (const auto& item : items) codes.push_back(code(item));
    for (std::size_t i = codes.size(); i > 1; --i) std::swap(codes[i - 1], codes[random.below(i)]);
    const std::size_t least = question.required ? 1 : 0;
    const auto most =
        static_cast<std::size_t>(question.max.value_or(static_cast<double>(codes.size())));
    const std::size_t count = least + random.below(std::min(most, codes.size()) - least + 1);
    Value list = Value::list();
    for (std::size_t i = 0; i < count; ++i) list.push(codes[i]);
    return list;
}

inline Value right_matrix(const Question& question, Random& random) {
    Value rows = Value::map();
    for (std::size_t n = 1 + random.below(question.choices.size()); n > 0; --n) {
        const std::string& code = random.pick(question.choices).code;
        switch (random.below(6)) {
            case 0: rows.set(code, "dont_know"); break;
            case 1: rows.set(code, "none_here"); break;
            default: rows.set(code, random.between(1, 5));
        }
    }
    return rows;
}

inline Value right_step(Random& random) {
    return random.once_in(4) ? Value("dont_know") : Value(random.between(1, 5));
}

/// By the form of each cell; what the columns' own logic says is not looked at.
inline Value right_rows(const Question& question, Random& random) {
    Value rows = Value::map();
    for (std::size_t n = 1 + random.below(question.choices.size()); n > 0; --n) {
        Value cells = Value::list();
        const std::size_t length = 1 + random.below(question.columns.size());
        for (std::size_t i = 0; i < length; ++i) {
            const Question& column = question.columns[i];
            if (i + 1 < length && random.once_in(4))
                cells.push({});
            else if (column.kind == QuestionKind::Scale)
                cells.push(right_step(random));
            else
                cells.push(random.pick(column.choices).code);
        }
        rows.set(random.pick(question.choices).code, cells);
    }
    return rows;
}

/// All choices, shuffled.
inline Value right_order(const Question& question, Random& random) {
    std::vector<Choice> left = question.choices;
    Value out = Value::list();
    while (!left.empty()) {
        const auto at = static_cast<std::ptrdiff_t>(random.below(left.size()));
        out.push((left.begin() + at)->code);
        left.erase(left.begin() + at);
    }
    return out;
}

inline Value right_answer(const Question& question, std::span<const PhotoEntry> photos,
                          Random& random) {
    switch (question.kind) {
        case QuestionKind::Photo:
            return some_of(question, photos, random,
                           [](const PhotoEntry& photo) { return photo.sha256; });
        case QuestionKind::Place: return right_place(random);
        case QuestionKind::SingleChoice: return random.pick(question.choices).code;
        case QuestionKind::MultipleChoice:
            return some_of(question, question.choices, random,
                           [](const Choice& choice) { return choice.code; });
        case QuestionKind::Ranking: return right_order(question, random);
        case QuestionKind::Number: return right_number(question, random);
        case QuestionKind::Text: return right_text(question, random);
        case QuestionKind::ScaleMatrix: return right_matrix(question, random);
        case QuestionKind::Scale: return right_step(random);
        case QuestionKind::Matrix: return right_rows(question, random);
        case QuestionKind::Date:
            return format_date(static_cast<int>(random.between(-719'162, 2'932'896)));
        case QuestionKind::Information:
        case QuestionKind::Calculated:
        case QuestionKind::Count_: break;
    }
    return {};
}

/// A value that fits few fields.
inline Value odd_value(Random& random) {
    switch (random.below(12)) {
        case 0: return {};
        case 1: return random.once_in(2);
        case 2: return random.between(-3, 9);
        case 3: return random.real(-200, 200);
        case 4: return random_text(random, 3);
        case 5: return Value::list();
        case 6: return Value::map();
        case 7: return Value::list({odd_value(random)});
        case 8: return Value::map({{random_text(random, 2), odd_value(random)}});
        case 9: return 1e300;
        case 10: return std::string(64, "0aAg"[random.below(4)]);
        default: return std::string("a\x01\nb", 4);
    }
}

/// Changes one place somewhere in a tree: another value, a member less, one more, one twice.
inline void spoil(Value& tree, Random& random) {
    if (Value::Map* map = tree.if_map(); map != nullptr && !map->empty()) {
        const std::size_t at = random.below(map->size());
        if (random.once_in(6))
            map->erase(map->begin() + static_cast<std::ptrdiff_t>(at));
        else if (random.once_in(8))
            tree.set(random_text(random, 2), odd_value(random));
        else
            spoil((*map)[at].second, random);
        return;
    }
    if (Value::List* list = tree.if_list(); list != nullptr && !list->empty()) {
        const std::size_t at = random.below(list->size());
        if (random.once_in(6))
            list->erase(list->begin() + static_cast<std::ptrdiff_t>(at));
        else if (random.once_in(4))
            list->push_back(random.once_in(2) ? (*list)[at] : odd_value(random));
        else
            spoil((*list)[at], random);
        return;
    }
    tree = odd_value(random);
}

inline Value spoilt_answer(const Question& question, Random& random) {
    const std::array<PhotoEntry, 3> photos{
        {{std::string(64, 'a')}, {std::string(64, 'b')}, {std::string(64, 'c')}}};
    Value answer = right_answer(question, photos, random);
    if (random.once_in(4)) return odd_value(random);
    if (question.kind == QuestionKind::Date && random.once_in(2))
        return "20" + std::to_string(random.below(200)) + "-" + std::to_string(random.below(14)) +
               "-30";
    if (question.kind == QuestionKind::Text && random.once_in(2))
        return std::string(random.below(3) * 300, ' ') + random_text(random, 600);
    for (std::size_t n = 1 + random.below(2); n > 0; --n) spoil(answer, random);
    return answer;
}

}  // namespace kongdi::tests
