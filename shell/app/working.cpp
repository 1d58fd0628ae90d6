// SPDX-License-Identifier: Apache-2.0
// Work for a record while too much is sent to the server (core/base/proof_of_work.hpp). It is done
// in turns between frames; how far it came lies in the turn itself, so that what is given up needs
// no clearing away. A second refusal is one as any other: the record waits, longer each time.
#include "core/api/endpoints.hpp"
#include "core/base/proof_of_work.hpp"
#include "core/base/sha256.hpp"
#include "shell/app/reducers.hpp"

namespace kongdi::shell {

namespace {

/// At most some 8 ms of a slow phone.
constexpr std::uint32_t kTriesATurn = 1000;

void next_turn(const OutboxItem& item, const Work& work, Effects& effects) {
    effects.push_back(effect("turn", {{"tag", std::string(kWorkTag) + item.id},
                                      {"challenge", work.challenge},
                                      {"bits", work.bits},
                                      {"n", static_cast<std::int64_t>(work.n)}}));
}

Work work_in(const Value& tree) {
    return {tree.text("challenge"),
            static_cast<int>(tree["bits"].int_or(0)),
            {},
            static_cast<std::uint64_t>(tree["n"].int_or(0))};
}

}  // namespace

bool begin_work(const OutboxItem& item, const Value& asked, Effects& effects) {
    const Work work = work_in(asked);
    if (work.challenge.empty() || work.bits < kLeastWorkBits || work.bits > kMostWorkBits)
        return false;
    next_turn(item, work, effects);
    return true;
}

void work_on(OutboxItem& item, const Value& turn, Effects& effects) {
    if (item.phase != SendPhase::Sending) return;
    if (item.held) {
        item.phase = SendPhase::Waiting;
        return;
    }
    Work work = work_in(turn);
    work.body_sha256 = sha256(item.bytes);
    if (!search(work, kTriesATurn)) return next_turn(item, work, effects);
    const std::string done = work.challenge + ":" + std::to_string(work.n);
    const std::string tag = std::string(kWorkTag) + item.id;
    effects.push_back(only_once(
        with_header(http_post_bytes(tag, api::kRecords, item.bytes), api::kWorkHeader, done),
        item.id, item.kept));
}

}  // namespace kongdi::shell
