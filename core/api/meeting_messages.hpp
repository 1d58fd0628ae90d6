// SPDX-License-Identifier: Apache-2.0
// Meetings on the wire: what phones see, what the host and the projector see, and the summary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/value.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/meeting.hpp"
#include "core/model/record.hpp"

namespace kongdi::api {

/// How often an option or a step of a scale ("1" to "5") was chosen; none where a small number is
/// kept back.
struct OptionCount {
    std::string code = {};
    std::optional<std::int64_t> count = {};
    friend bool operator==(const OptionCount&, const OptionCount&) = default;
};

/// Of a ranking the count of an option is its points: of k options the first of an answer gets k,
/// the last one.
struct MeetingResult {
    std::int64_t n = 0;                    // answers that count
    std::vector<OptionCount> counts = {};  // choices: all options in their order; scale: five
    std::optional<double> mean = {};       // scale
    std::vector<std::string> words = {};   // text: those let through, oldest first
    friend bool operator==(const MeetingResult&, const MeetingResult&) = default;
};

struct ModeResult {
    Mode mode = Mode::Session;
    MeetingResult result = {};
    friend bool operator==(const ModeResult&, const ModeResult&) = default;
};

/// A free answer, for the host who lets it through.
struct MeetingWord {
    std::string id = {};  // of the record
    std::string text = {};
    bool shown = false;
    friend bool operator==(const MeetingWord&, const MeetingWord&) = default;
};

struct MeetingQuestion {
    Asked asked = {};
    Question question = {};
    std::optional<MeetingResult> results = {};  // on phones only once revealed
    // For the host only.
    std::int64_t answered = 0;
    std::vector<ModeResult> by_mode = {};  // those that anybody used
    std::vector<MeetingWord> words = {};   // newest first
    friend bool operator==(const MeetingQuestion&, const MeetingQuestion&) = default;
};

struct MeetingView {
    std::int64_t number = 0;
    std::string title = {};
    std::string community = {};
    std::string community_name = {};
    MeetingState state = MeetingState::Draft;
    std::int64_t version = 0;
    std::int64_t joined = 0;
    std::string current = {};  // empty before the first question
    std::vector<MeetingQuestion> questions = {};
    // For the host only.
    std::string id = {};
    std::string code = {};
    std::vector<Decision> decisions = {};
    friend bool operator==(const MeetingView&, const MeetingView&) = default;
};

struct MeetingRow {
    std::string id = {};
    std::string title = {};
    std::string community = {};
    std::string community_name = {};
    MeetingState state = MeetingState::Draft;
    std::string code = {};
    std::int64_t number = 0;
    std::int64_t created_at_ms = 0;
    friend bool operator==(const MeetingRow&, const MeetingRow&) = default;
};

/// What is published of a meeting: small numbers are kept back.
struct MeetingSummary {
    std::string id = {};
    std::int64_t number = 0;
    std::string title = {};
    std::string community = {};
    std::string community_name = {};
    std::optional<std::int64_t> opened_at_ms = {};
    std::optional<std::int64_t> closed_at_ms = {};
    std::int64_t joined = 0;
    std::vector<MeetingQuestion> questions = {};  // with their results
    std::vector<Decision> decisions = {};
    friend bool operator==(const MeetingSummary&, const MeetingSummary&) = default;
};

enum class Audience : std::uint8_t { Phones, Host };
/// For phones only what is revealed.
Value to_value(const MeetingView& view, Audience audience);
Value to_value(const MeetingSummary& summary);
/// Where an option of a ranking stands in the middle of all answers, from 1; nought without any.
double mean_place(const MeetingResult& result, std::int64_t points);
/// Indices of `counts` as they are shown: of a ranking the most wanted first, else as they stand.
std::vector<std::size_t> shown_order(const MeetingQuestion& question);
Value to_value(const MeetingRow& row);

/// Either view. `lists` are what `choices_from` of a question stands for.
Result<MeetingView> meeting_view_of(const Value& tree, const Catalogue& lists);
Result<MeetingSummary> meeting_summary_of(const Value& tree, const Catalogue& lists);
Result<std::vector<MeetingRow>> meeting_list_of(const Value& tree);
/// The seat's secret.
Result<std::string> seat_secret_of(const Value& tree);

}  // namespace kongdi::api
