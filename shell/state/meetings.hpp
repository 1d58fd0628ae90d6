// SPDX-License-Identifier: Apache-2.0
// A participation session: on the phone of somebody who takes part, and on its host's desk.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/api/meeting_messages.hpp"
#include "core/model/space.hpp"
#include "shell/state/loading.hpp"
#include "shell/state/register_desk.hpp"

namespace kongdi::shell {

/// What this phone answered last to a question, and the record that says so.
struct MeetingAnswer {
    Value value = {};
    std::string record = {};
};

/// The meeting whose code is in the address. Kept on the device, so that a page opened again sits
/// on the same seat.
struct Joined {
    std::string code = {};
    std::string secret = {};  // of the seat; empty: not joined yet
    std::int64_t number = 0;  // of the meeting the seat is for
    bool agreed = false;
    bool assisted = false;  // a worker answers for somebody without a phone
    /// Of the consent: "survey" or kGuardian; empty while the worker has not said which.
    std::string purpose = "survey";
    std::map<std::string, MeetingAnswer> answers = {};  // by question

    // Not kept.
    std::optional<api::MeetingView> view = {};
    Loading asking = Loading::Idle;
    Loading joining = Loading::Idle;
    Loading taking_back = Loading::Idle;  // what was answered for somebody
    bool is_unknown = false;
    bool show_errors = false;
    std::map<std::string, Value> chosen = {};  // not sent yet: several choices, words
    std::string typed = {};                    // of a code
    std::int64_t next_ask_ms = 0;
};

struct MeetingDesk {
    std::vector<api::MeetingRow> rows = {};
    Asked listing = {};
    std::optional<api::MeetingView> view = {};
    std::vector<std::string> qr = {};  // of the address to join by, a text of 0 and 1 a row
    Asked opening = {};
    Asked moving = {};
    std::optional<std::string> decisions = {};  // as typed, until they are kept
    // Of the agenda's form: what can be put on a map to choose from.
    std::string spaces_of = {};  // the community
    std::vector<Space> spaces = {};
    Asked listing_spaces = {};
    bool sums_up = false;  // the step on its way keeps them
    std::int64_t next_ask_ms = 0;
};

}  // namespace kongdi::shell
