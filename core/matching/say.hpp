// SPDX-License-Identifier: Apache-2.0
// An explanation as sentences: the key of a text and what stands in its places. Names of spaces,
// kinds and communities are for whoever shows it: the values hold ids and codes.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/value.hpp"
#include "core/matching/embedded_complex.hpp"
#include "core/matching/explain.hpp"
#include "core/model/owners_vote.hpp"

namespace kongdi {

/// What the value of a place in a text is.
enum class SaidAs : std::uint8_t { Number, Yuan, Space, Kind, Community, Texts };

struct SaidValue {
    std::string name = {};
    SaidAs as = SaidAs::Number;
    Value value = {};  // a whole number, an id or code, or a list of keys of texts
    friend bool operator==(const SaidValue&, const SaidValue&) = default;
};

struct Said {
    std::string key = {};
    std::vector<SaidValue> values = {};
    friend bool operator==(const Said&, const Said&) = default;
};

std::string text_key(LostBy why);         // matching.lost.NAME
std::string refused_key(SpaceRule rule);  // matching.refused.NAME
std::string clarify_key(SpaceRule rule);  // matching.clarify.NAME
std::string text_key(VoteTest test);      // vote.failed.NAME
std::string text_key(ComplexTest test);   // complex.failed.NAME

/// What it gives, and to whom of whom most; why the runner-up among the spaces lost, and among the
/// kinds (or that there is none); what is to be clarified, a sentence each.
std::vector<Said> say(const MatchingProblem& problem, const Explanation& explanation);

}  // namespace kongdi
