// SPDX-License-Identifier: Apache-2.0
#include "server/storage/facility_words.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/text.hpp"

namespace kongdi::server {

namespace {

constexpr std::array<std::string_view, 14> kClosed{
    "closed", "已关闭", "关闭", "已关停", "关停",    "停用",      "已停用",
    "已停业", "停业",   "撤销", "已撤销", "disused", "abandoned", "permanently_closed"};

template <class T>
struct Word {
    std::string_view word;
    T meaning;
};

// "15分钟" holds "5分钟", so that it is asked for first.
constexpr std::array<Word<Tier>, 13> kTiers{{{"t15", Tier::T15},
                                             {"15分钟", Tier::T15},
                                             {"15 分钟", Tier::T15},
                                             {"十五分钟", Tier::T15},
                                             {"10-15", Tier::T15},
                                             {"15 min", Tier::T15},
                                             {"t5", Tier::T5},
                                             {"5分钟", Tier::T5},
                                             {"5 分钟", Tier::T5},
                                             {"五分钟", Tier::T5},
                                             {"5 min", Tier::T5},
                                             {"plot", Tier::Plot},
                                             {"地块", Tier::Plot}}};

using enum Accessibility;
constexpr std::array<Word<Accessibility>, 16> kAccess{{{"step_free", StepFree},
                                                       {"无台阶", StepFree},
                                                       {"坡道", StepFree},
                                                       {"平坡", StepFree},
                                                       {"ramp", StepFree},
                                                       {"lift", Lift},
                                                       {"elevator", Lift},
                                                       {"电梯", Lift},
                                                       {"accessible_toilet", AccessibleToilet},
                                                       {"无障碍卫生间", AccessibleToilet},
                                                       {"无障碍厕所", AccessibleToilet},
                                                       {"无障碍洗手间", AccessibleToilet},
                                                       {"tactile", TactilePaving},
                                                       {"tactile_paving", TactilePaving},
                                                       {"盲道", TactilePaving},
                                                       {"盲文", TactilePaving}}};
// Of a column that asks only whether it is accessible.
constexpr std::array<std::string_view, 7> kYes{"yes", "true", "1", "是", "有", "designated", "y"};
/// Before a word: it is not there.
constexpr std::array<std::string_view, 4> kNot{"没有", "不", "no ", "without "};

std::string lower(std::string_view text) {
    std::string out(trimmed(text));
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Is it said somewhere, and not only as missing?
bool is_said(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        const std::string_view before = text.substr(0, at);
        if (std::none_of(kNot.begin(), kNot.end(),
                         [&](std::string_view no) { return before.ends_with(no); }))
            return true;
    }
    return false;
}

}  // namespace

bool says_closed(std::string_view state) {
    return std::find(kClosed.begin(), kClosed.end(), lower(state)) != kClosed.end();
}

std::optional<Tier> tier_of_words(std::string_view words) {
    const std::string text = lower(words);
    for (const Word<Tier>& one : kTiers)
        if (text.find(one.word) != std::string::npos) return one.meaning;
    return std::nullopt;
}

std::vector<Accessibility> accessibility_of_words(std::string_view words) {
    const std::string text = lower(words);
    std::vector<Accessibility> out;
    const auto add = [&out](Accessibility one) {
        if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
    };
    if (std::find(kYes.begin(), kYes.end(), text) != kYes.end()) add(StepFree);
    for (const Word<Accessibility>& one : kAccess)
        if (is_said(text, one.word)) add(one.meaning);
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace kongdi::server
