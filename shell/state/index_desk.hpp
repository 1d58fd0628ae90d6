// SPDX-License-Identifier: Apache-2.0
// The index of the check-up on the desk: runs, the ranking of one, why a community stands there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/api/index_messages.hpp"
#include "core/api/proposal_messages.hpp"
#include "shell/state/register_desk.hpp"

namespace kongdi::shell {

/// Which communities the ranking shows.
enum class IndexShown : std::uint8_t { All, Bottom, SurveyFirst };

struct IndexDesk {
    std::vector<IndexRun> runs = {};
    Asked listing = {};
    std::optional<api::IndexRunCard> card = {};
    Asked opening = {};
    Asked moving = {};
    IndexShown shown = IndexShown::All;
    std::string find = {};
    bool highest_first = false;
    std::optional<api::CommunityCard> community = {};
    Asked explaining = {};
    std::optional<api::ChangesCard> changes = {};
    Asked comparing = {};
    std::optional<api::ProposalCard> proposals = {};
    std::string proposals_of = {};  // the run they are of
    Asked proposing = {};
    std::string budget_wan = {};  // as typed; empty: no limit
    std::string projects = {};
    std::string unfolded = {};  // space and kind of the proposal whose ways are shown
    Value defaults = {};        // settings a new run begins with; null: not here
    Asked asking = {};
};

// What is done there.

/// What the address shows of the index, once more.
struct AskIndex {};
struct ShowIndex {
    IndexShown shown;
};
struct FindInIndex {
    std::string text;
};
struct SortIndex {
    bool highest_first;
};
/// With another run, by its id; empty to stop comparing.
struct CompareIndex {
    std::string run;
};
/// The best use of idle spaces for the plan of the run that is shown.
struct AskProposals {};
/// The budget, or the number of projects, as it is typed.
struct LimitProposals {
    std::string text;
    bool projects;
};
/// Shows what it takes to get at the space of a proposal, by its space and kind; empty: of none.
struct UnfoldWays {
    std::string proposal;
};
struct PublishIndex {};
/// The ranking in a format, by its ending; empty: the document the run was made of.
struct DownloadIndex {
    std::string format;
};

}  // namespace kongdi::shell
