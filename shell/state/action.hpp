// SPDX-License-Identifier: Apache-2.0
// What people do on screens and what the machine reports. Screens push actions; reduce() turns
// each into a new state and effects.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/api/messages.hpp"
#include "core/base/value.hpp"
#include "shell/map/camera.hpp"
#include "shell/state/route.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell {

// of a person
struct Go {
    Route route;
};
struct GoBack {};
struct SetLanguage {
    text::Language language;
};
struct SetElder {
    bool elder;
};
struct StartReport {};
struct SetAnswer {
    std::string question;
    Value answer;
};
struct RemovePhoto {
    std::string question;
    std::string sha256;
};
struct MoveMap {
    std::string question;
    map::Camera camera;
    bool settled;
};
struct AskFix {};
struct TickConsent {
    std::string purpose;
    bool ticked;
};
struct NextStep {};
struct SendReport {};
struct AskDiscard {
    bool asked;
};
struct DiscardDraft {};
struct RetryNow {};
struct AskWithdraw {
    std::string id;
};  // empty: not after all
struct WithdrawReport {
    std::string id;
};
struct RefreshMy {};
struct SetLoginName {
    std::string name;
};
struct SetLoginPassword {
    std::string password;
};
struct SubmitLogin {};
struct Logout {};
struct QuerySpaces {
    api::SpaceQuery query;
};
struct VerifyReport {
    std::string id;
};
struct DownloadSpaces {
    std::string format;
};

/// Something the platform reports, as its tree (shell/platform/platform.hpp lists them).
struct PlatformEvent {
    Value event;
};

using Action =
    std::variant<Go, GoBack, SetLanguage, SetElder, StartReport, SetAnswer, RemovePhoto, MoveMap,
                 AskFix, TickConsent, NextStep, SendReport, AskDiscard, DiscardDraft, RetryNow,
                 AskWithdraw, WithdrawReport, RefreshMy, SetLoginName, SetLoginPassword,
                 SubmitLogin, Logout, QuerySpaces, VerifyReport, DownloadSpaces, PlatformEvent>;

using Actions = std::vector<Action>;

}  // namespace kongdi::shell
