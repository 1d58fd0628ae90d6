// SPDX-License-Identifier: Apache-2.0
#include "core/rules/wave_rules.hpp"

#include <algorithm>
#include <set>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"
#include "core/base/text.hpp"

namespace kongdi {

namespace {

// Without 0, 1, I, L and O.
constexpr std::string_view kSigns = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
constexpr std::uint64_t kSignCount = kSigns.size();

/// A prime number of signs and a weight for each place: one wrong sign or two that changed places
/// are noticed.
char check_sign(std::string_view signs) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < signs.size(); ++i) sum += (i + 1) * kSigns.find(signs[i]);
    return kSigns[sum % kSignCount];
}

void check_targets(const std::vector<WaveTarget>& targets, Errors& errors) {
    if (targets.empty()) errors.push_back({ErrorCode::FieldMissing, "/targets"});
    if (targets.size() > kMaxWaveTargets) {
        errors.push_back({ErrorCode::FieldRange, "/targets"});
        return;
    }
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const std::string path = "/targets/" + std::to_string(i);
        if (!is_community_code(targets[i].community))
            errors.push_back({ErrorCode::CommunityCode, path + "/community"});
        else if (!seen.insert(targets[i].community).second)
            errors.push_back({ErrorCode::FieldRepeated, path + "/community"});
        if (targets[i].households < 0 || targets[i].households > kMaxHouseholds)
            errors.push_back({ErrorCode::FieldRange, path + "/households"});
    }
}

bool is_known(const WavePlan& plan, const Catalogue& catalogue, const Questionnaire* published) {
    if (plan.questionnaire_version < 1) return false;
    if (published != nullptr && published->id == plan.questionnaire &&
        published->version == plan.questionnaire_version)
        return true;
    return catalogue.questionnaire(plan.questionnaire, plan.questionnaire_version) != nullptr;
}

}  // namespace

Errors check_wave(const WavePlan& plan, const Catalogue& catalogue,
                  const Questionnaire* published) {
    Errors errors;
    if (trimmed(plan.title).empty())
        errors.push_back({ErrorCode::FieldMissing, "/title"});
    else if (code_point_count(plan.title) > kMaxWaveTitle)
        errors.push_back({ErrorCode::FieldTooLong, "/title"});
    else if (has_control_characters(plan.title))
        errors.push_back({ErrorCode::FieldFormat, "/title"});
    if (!is_known(plan, catalogue, published))
        errors.push_back({ErrorCode::QuestionnaireUnknown, "/questionnaire"});
    if (plan.closes_at_ms <= plan.opens_at_ms || plan.closes_at_ms - plan.opens_at_ms > kMaxWaveMs)
        errors.push_back({ErrorCode::FieldRange, "/closes_at"});
    for (std::size_t i = 0; i < kEstateKinds; ++i)
        if (!(plan.goals[i] > 0 && plan.goals[i] <= 1))
            errors.push_back({ErrorCode::FieldRange,
                              "/goals" + path_step(estate_kind_name(static_cast<EstateKind>(i)))});
    check_targets(plan.targets, errors);
    return errors;
}

bool has_ended(const Wave& wave, std::int64_t now_ms) {
    return wave.state == WaveState::Open && now_ms >= wave.plan.closes_at_ms &&
           wave.changed_at_ms < wave.plan.closes_at_ms;
}

WaveState state_at(const Wave& wave, std::int64_t now_ms) {
    return has_ended(wave, now_ms) ? WaveState::Closed : wave.state;
}

bool is_asking(const Wave& wave, std::int64_t now_ms) {
    return state_at(wave, now_ms) == WaveState::Open && now_ms >= wave.plan.opens_at_ms;
}

bool takes_answer(const Wave& wave, std::int64_t filled_in_ms, std::int64_t received_ms) {
    return is_asking(wave, filled_in_ms) && !has_ended(wave, received_ms - kWaveLateMs);
}

Pace pace_of(const WavePlan& plan, const WaveTarget& target, std::int64_t answered,
             std::int64_t now_ms, const WaveRules& rules) {
    Pace out;
    out.goal = plan.goals[static_cast<std::size_t>(target.estate)];
    const auto period = static_cast<double>(plan.closes_at_ms - plan.opens_at_ms);
    const double elapsed =
        period > 0 ? std::clamp(static_cast<double>(now_ms - plan.opens_at_ms) / period, 0.0, 1.0)
                   : 1.0;
    out.expected = out.goal * elapsed;
    if (target.households <= 0) return out;
    out.share = static_cast<double>(answered) / static_cast<double>(target.households);
    out.behind = elapsed >= rules.behind_after && out.share < rules.behind_share * out.expected;
    return out;
}

std::string make_seat_code(std::span<const std::uint8_t, 16> random) {
    std::string code;
    for (std::size_t half = 0; half < 2; ++half) {
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < 8; ++i) number = number << 8U | random[8 * half + i];
        for (std::size_t i = 0; i < 6 - half; ++i, number /= kSignCount)
            code += kSigns[number % kSignCount];
    }
    return code + check_sign(code);
}

std::string spaced_seat_code(std::string_view code) {
    std::string out;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += ' ';
        out += code[i];
    }
    return out;
}

std::string seat_code_of(std::string_view written) {
    std::string code;
    for (char c : written) {
        if (c == ' ' || c == '-') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (kSigns.find(c) == std::string_view::npos || code.size() == kSeatCodeSigns) return {};
        code += c;
    }
    if (code.size() != kSeatCodeSigns) return {};
    const std::string_view signs = std::string_view(code).substr(0, kSeatCodeSigns - 1);
    return check_sign(signs) == code.back() ? code : std::string();
}

std::string seat_hash(std::string_view code) { return sha256("kongdi seat " + std::string(code)); }

}  // namespace kongdi
