// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/meeting_views.hpp"

#include <array>
#include <cmath>

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "core/rules/small_numbers.hpp"

namespace kongdi::server {

namespace {

using api::MeetingResult;
using api::OptionCount;

constexpr std::size_t kTagSigns = 20;

MeetingResult empty_result(const Question& question) {
    MeetingResult out;
    if (question.kind == QuestionKind::Scale)
        for (int step = 1; step <= 5; ++step) out.counts.push_back({std::to_string(step), 0});
    else
        for (const Choice& choice : question.choices) out.counts.push_back({choice.code, 0});
    return out;
}

void add_choice(MeetingResult& result, std::string_view code, std::int64_t count) {
    for (OptionCount& one : result.counts)
        if (one.code == code) one.count = one.count.value_or(0) + count;
}

/// Of a ranking: as many points as there are options for the first of them, one for the last.
void add_points(MeetingResult& result, const Value::List& codes, std::int64_t count) {
    auto points = static_cast<std::int64_t>(result.counts.size());
    for (const Value& code : codes) add_choice(result, code.string_or(""), count * points--);
}

void add_answer(const Question& question, MeetingResult& result, const std::string& json,
                std::int64_t count) {
    result.n += count;
    if (json.empty()) return;  // free words
    const auto answer = parse_own_json(json);
    if (!answer) return;
    if (answer->if_int() != nullptr) {
        add_choice(result, std::to_string(answer->int_or(0)), count);
    } else if (const Value::List* codes = answer->if_list();
               codes != nullptr && question.kind == QuestionKind::Ranking) {
        add_points(result, *codes, count);
    } else if (codes != nullptr) {
        for (const Value& code : *codes) add_choice(result, code.string_or(""), count);
    } else {
        add_choice(result, answer->string_or(""), count);
    }
}

void find_mean(const Question& question, MeetingResult& result) {
    if (question.kind != QuestionKind::Scale || result.n == 0) return;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < result.counts.size(); ++i)
        sum += static_cast<std::int64_t>(i + 1) * result.counts[i].count.value_or(0);
    result.mean = static_cast<double>(sum) / static_cast<double>(result.n);
}

api::MeetingQuestion question_of(const Question& question, const Asked& asked,
                                 const MeetingCounts& counts) {
    api::MeetingQuestion out;
    out.question = question;
    out.asked = asked;
    MeetingResult all = empty_result(question);
    std::array<MeetingResult, static_cast<std::size_t>(Mode::Count_)> parts;
    parts.fill(all);
    for (const MeetingVotes& votes : counts.votes) {
        if (votes.question != question.name) continue;
        add_answer(question, all, votes.answer, votes.count);
        add_answer(question, parts[static_cast<std::size_t>(votes.mode)], votes.answer,
                   votes.count);
    }
    for (const auto& [name, words] : counts.words) {
        if (name != question.name) continue;
        for (const MeetingWords& one : words)
            out.words.push_back({one.record, one.text, one.shown});
        for (auto one = words.rbegin(); one != words.rend(); ++one)
            if (one->shown) all.words.push_back(one->text);
    }
    find_mean(question, all);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].n == 0) continue;
        find_mean(question, parts[i]);
        out.by_mode.push_back({static_cast<Mode>(i), parts[i]});
    }
    out.answered = all.n;
    out.results = std::move(all);
    return out;
}

Result<std::string> name_of_community(Storage& storage, const std::string& code) {
    const auto all = KONGDI_TRY(storage.known_communities());
    for (const CommunityName& one : all)
        if (one.code == code) return one.name;
    return code;
}

/// Parts of a total that is shown, unless one of them could be found out.
void keep_back(const Question& question, MeetingResult& result) {
    const std::int64_t n = result.n;
    result.n = shown_count(n, Release::Final);
    if (!may_show(n)) result.mean.reset();
    std::vector<std::int64_t> parts;
    for (const OptionCount& one : result.counts) parts.push_back(one.count.value_or(0));
    std::vector<bool> shown(parts.size(), false);
    if (may_show(n) && question.kind == QuestionKind::MultipleChoice)
        for (std::size_t i = 0; i < parts.size(); ++i)
            // Whoever did not choose is a part, too.
            shown[i] = shown_parts(std::array{parts[i], n - parts[i]})[0];
    else if (may_show(n) && question.kind == QuestionKind::Ranking)
        shown.assign(parts.size(), true);  // each is of everybody who answered
    else if (may_show(n))
        shown = shown_parts(parts);
    bool all_shown = true;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!shown[i]) result.counts[i].count.reset();
        all_shown = all_shown && shown[i];
    }
    // With the mean two steps that are kept back could be worked out: then it stands alone.
    if (all_shown || !result.mean) return;
    result.mean = std::floor(*result.mean * 10 + 0.5) / 10;
    for (OptionCount& one : result.counts) one.count.reset();
}

/// Anybody may read along by the code: small numbers are kept back from phones as they are from the
/// summary, though the hall saw the hands.
void keep_back(api::MeetingView& view) {
    view.joined = shown_count(view.joined, Release::Final);
    for (api::MeetingQuestion& one : view.questions)
        if (one.results) keep_back(one.question, *one.results);
}

ShownMeeting shown_of(api::MeetingView view, api::Audience audience) {
    if (audience == api::Audience::Phones) keep_back(view);
    Value tree = api::to_value(view, audience);
    ShownMeeting out;
    out.body = write_json(tree);
    // Phones are not told of what they do not see.
    tree.erase("version");
    out.tag = "\"" + sha256(write_json(tree)).substr(0, kTagSigns) + "\"";
    return out;
}

}  // namespace

Result<api::MeetingView> view_of(Storage& storage, const Meeting& meeting) {
    const MeetingCounts counts = KONGDI_TRY(storage.meeting_counts(meeting));
    api::MeetingView out;
    out.number = meeting.number;
    out.title = meeting.plan.title;
    out.community = meeting.plan.community;
    out.community_name = KONGDI_TRY(name_of_community(storage, meeting.plan.community));
    out.state = meeting.state;
    out.version = meeting.version;
    out.joined = counts.joined;
    out.current = meeting.current;
    for (std::size_t i = 0; i < meeting.asked.size(); ++i)
        out.questions.push_back(question_of(meeting.plan.questions[i], meeting.asked[i], counts));
    out.id = meeting.id;
    out.code = meeting.code;
    out.decisions = meeting.decisions;
    return out;
}

Result<api::MeetingSummary> summary_of(Storage& storage, const Meeting& meeting) {
    api::MeetingView view = KONGDI_TRY(view_of(storage, meeting));
    api::MeetingSummary out{meeting.id,
                            view.number,
                            view.title,
                            view.community,
                            view.community_name,
                            meeting.opened_at_ms,
                            meeting.closed_at_ms,
                            shown_count(view.joined, Release::Final),
                            {},
                            meeting.decisions};
    for (api::MeetingQuestion& one : view.questions) {
        if (one.asked.state == AskState::Waiting) continue;  // it was never asked
        keep_back(one.question, *one.results);
        out.questions.push_back(std::move(one));
    }
    return out;
}

Result<std::optional<ShownMeeting>> MeetingViews::of_code(Storage& storage, std::string_view code) {
    return shown(storage, std::string(code), api::Audience::Phones);
}

Result<std::optional<ShownMeeting>> MeetingViews::of_id(Storage& storage, std::string_view id) {
    return shown(storage, std::string(id), api::Audience::Host);
}

void MeetingViews::forget(std::string_view id, std::string_view code) {
    const std::scoped_lock lock(m_mutex);
    m_views.erase(std::string(id));
    m_views.erase(std::string(code));
}

Result<std::optional<ShownMeeting>> MeetingViews::shown(Storage& storage, const std::string& key,
                                                        api::Audience audience) {
    std::shared_ptr<Kept> kept;
    {
        const std::scoped_lock lock(m_mutex);
        // More than are ever held at once: codes that were tried out.
        if (m_views.size() >= kMost) m_views.clear();
        auto& place = m_views[key];
        if (place == nullptr) place = std::make_shared<Kept>();
        kept = place;
    }
    const std::scoped_lock lock(kept->mutex);
    const auto now = std::chrono::steady_clock::now();
    if (kept->asked_at && now - *kept->asked_at < m_kept) return kept->shown;
    const auto meeting = KONGDI_TRY(audience == api::Audience::Host ? storage.meeting(key)
                                                                    : storage.open_meeting(key));
    if (!meeting) {
        kept->shown.reset();
        kept->version = -1;
    } else if (kept->version != meeting->version || !kept->shown) {
        kept->shown = shown_of(KONGDI_TRY(view_of(storage, *meeting)), audience);
        kept->version = meeting->version;
    }
    kept->asked_at = std::chrono::steady_clock::now();
    return kept->shown;
}

}  // namespace kongdi::server
