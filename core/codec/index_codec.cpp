// SPDX-License-Identifier: Apache-2.0
#include "core/codec/index_codec.hpp"

#include <cmath>

#include "core/codec/json.hpp"

namespace kongdi {

namespace {

constexpr std::int64_t kFormat = 1;

/// Takes numbers of settings where they are named.
class Taker {
public:
    Taker(const Value& tree, Errors& errors) : m_tree(tree), m_errors(errors) {}

    void number(std::string_view name, double& out, double low, double high) const {
        const Value& value = m_tree[name];
        if (value.is_null()) return;
        take(value, path_step(name), out, low, high);
    }
    void whole(std::string_view name, std::int64_t& out, std::int64_t low,
               std::int64_t high) const {
        const Value& value = m_tree[name];
        if (value.is_null()) return;
        if (value.if_int() == nullptr)
            m_errors.push_back({ErrorCode::FieldType, path_step(name)});
        else if (value.int_or(0) < low || value.int_or(0) > high)
            m_errors.push_back({ErrorCode::FieldRange, path_step(name)});
        else
            out = value.int_or(0);
    }
    void take(const Value& value, const std::string& path, double& out, double low,
              double high) const {
        if (!value.is_number())
            m_errors.push_back({ErrorCode::FieldType, path});
        else if (value.number_or(0) < low || value.number_or(0) > high)
            m_errors.push_back({ErrorCode::FieldRange, path});
        else
            out = value.number_or(0);
    }

private:
    const Value& m_tree;
    Errors& m_errors;
};

void take_weights(const Value& tree, const Taker& taker, IndexSettings& out, Errors& errors) {
    const Value& weights = tree["weights"];
    if (weights.is_null()) return;
    if (weights.if_map() == nullptr) {
        errors.push_back({ErrorCode::FieldType, "/weights"});
        return;
    }
    for (const Value::Member& member : *weights.if_map()) {
        double weight = 0;
        taker.take(member.second, "/weights" + path_step(member.first), weight, 0, kMostWeight);
        bool known = false;
        for (auto& [code, value] : out.weights) {
            if (code != member.first) continue;
            value = weight;
            known = true;
        }
        if (!known) out.weights.emplace_back(member.first, weight);
    }
}

Value moments_tree(const Moments& moments) {
    return Value::list({moments.n, moments.sum, moments.squares});
}

Value service_tree(const Service& service) {
    Value out = Value::list({service.need, service.reached, service.strictly_reached,
                             service.supplied, service.required, moments_tree(service.satisfaction),
                             moments_tree(service.importance)});
    if (service.doubts.empty()) return out;
    Value doubts = Value::list();
    for (const Doubt& doubt : service.doubts)
        doubts.push(Value::list({static_cast<std::int64_t>(doubt.facility), doubt.supplied}));
    Value reached_with = Value::list();
    for (const double reached : service.reached_with) reached_with.push(reached);
    out.push(std::move(doubts));
    out.push(std::move(reached_with));
    return out;
}

Error misfit(std::string path) { return Error{ErrorCode::FieldFormat, std::move(path)}; }

const Value& at(const Value& list, std::size_t place) {
    static const Value kNone;
    const Value::List* items = list.if_list();
    return items != nullptr && place < items->size() ? (*items)[place] : kNone;
}

std::size_t size_of(const Value& list) {
    return list.if_list() != nullptr ? list.if_list()->size() : 0;
}

/// Finite and not below 0.
bool is_amount(const Value& value) {
    return value.is_number() && std::isfinite(value.number_or(0)) && value.number_or(0) >= 0;
}

bool read_moments(const Value& tree, Moments& out) {
    if (size_of(tree) != 3) return false;
    out = {at(tree, 0).int_or(-1), at(tree, 1).int_or(-1), at(tree, 2).int_or(-1)};
    return out.n >= 0 && out.sum >= 0 && out.squares >= 0;
}

bool read_doubts(const Value& tree, std::size_t doubtful, Service& out) {
    const std::size_t doubts = size_of(at(tree, 7));
    if (doubts == 0 || doubts > kMostDoubts || size_of(at(tree, 8)) != std::size_t{1} << doubts)
        return false;
    for (const Value& one : *at(tree, 7).if_list()) {
        const std::int64_t facility = at(one, 0).int_or(-1);
        if (facility < 0 || static_cast<std::size_t>(facility) >= doubtful ||
            !is_amount(at(one, 1)))
            return false;
        out.doubts.push_back({static_cast<std::size_t>(facility), at(one, 1).number_or(0)});
    }
    for (const Value& one : *at(tree, 8).if_list()) {
        if (!is_amount(one)) return false;
        out.reached_with.push_back(one.number_or(0));
    }
    return true;
}

bool read_service(const Value& tree, std::size_t doubtful, Service& out) {
    if (size_of(tree) != 7 && size_of(tree) != 9) return false;
    double* const numbers[] = {&out.need, &out.reached, &out.strictly_reached, &out.supplied,
                               &out.required};
    for (std::size_t i = 0; i < 5; ++i) {
        if (!is_amount(at(tree, i))) return false;
        *numbers[i] = at(tree, i).number_or(0);
    }
    return read_moments(at(tree, 5), out.satisfaction) &&
           read_moments(at(tree, 6), out.importance) &&
           (size_of(tree) == 7 || read_doubts(tree, doubtful, out));
}

/// Beside the services, so that runs of former versions keep their bytes.
Value buildings_tree(const CommunityInput& community) {
    Value out = Value::list();
    bool any = false;
    for (const Service& service : community.services) {
        any = any || service.buildings > 0;
        out.push(Value::list({service.buildings, service.buildings_reached}));
    }
    return any ? out : Value();
}

bool read_buildings(const Value& tree, std::vector<Service>& services) {
    if (tree.is_null()) return true;
    if (size_of(tree) != services.size()) return false;
    for (std::size_t k = 0; k < services.size(); ++k) {
        const Value& one = at(tree, k);
        services[k].buildings = at(one, 0).int_or(-1);
        services[k].buildings_reached = at(one, 1).int_or(-1);
        if (services[k].buildings_reached < 0 ||
            services[k].buildings < services[k].buildings_reached)
            return false;
    }
    return true;
}

Value community_tree(const CommunityInput& community) {
    Value services = Value::list();
    for (const Service& service : community.services) services.push(service_tree(service));
    Value out = Value::map({{"code", community.code},
                            {"name", community.name},
                            {"people", community.people},
                            {"households", community.households},
                            {"by_network", community.by_network},
                            {"services", std::move(services)}});
    if (Value buildings = buildings_tree(community); !buildings.is_null())
        out.set("buildings", std::move(buildings));
    return out;
}

Value community_index_tree(const CommunityIndex& one) {
    Value out = Value::map({{"code", one.code}, {"name", one.name}});
    if (!one.has_index) return out;
    out.set("index", one.index);
    out.set("standard", one.standard);
    out.set("low", one.low);
    out.set("high", one.high);
    out.set("rank", one.rank);
    out.set("best_rank", one.best_rank);
    out.set("worst_rank", one.worst_rank);
    out.set("bottom", one.bottom);
    out.set("probability", one.probability);
    out.set("survey_first", one.survey_first);
    return out;
}

}  // namespace

Value index_settings_tree(const IndexSettings& settings) {
    Value weights = Value::map();
    for (const auto& [code, weight] : settings.weights) weights.set(code, weight);
    return Value::map({{"access_share", settings.access_share},
                       {"bottom_share", settings.bottom_share},
                       {"bottom_rounding", cut_rounding_name(settings.bottom_rounding)},
                       {"unsure_low", settings.unsure_low},
                       {"unsure_high", settings.unsure_high},
                       {"draws", settings.draws},
                       {"seed", settings.seed},
                       {"other_weight", settings.other_weight},
                       {"weights", std::move(weights)}});
}

CheckedIndexSettings index_settings_of(const Value& tree, const IndexSettings& defaults) {
    CheckedIndexSettings out{defaults};
    if (!tree.is_null() && tree.if_map() == nullptr) {
        out.errors.push_back({ErrorCode::FieldType, ""});
        return out;
    }
    const Taker taker(tree, out.errors);
    taker.number("access_share", out.settings.access_share, 0, 1);
    taker.number("bottom_share", out.settings.bottom_share, 0, 1);
    taker.number("unsure_low", out.settings.unsure_low, 0, 1);
    taker.number("unsure_high", out.settings.unsure_high, 0, 1);
    std::int64_t draws = out.settings.draws;
    taker.whole("draws", draws, 1, kMostDraws);
    out.settings.draws = static_cast<int>(draws);
    taker.whole("seed", out.settings.seed, 0, std::int64_t{1} << 53);
    taker.number("other_weight", out.settings.other_weight, 0, kMostWeight);
    take_weights(tree, taker, out.settings, out.errors);
    if (const Value& rounding = tree["bottom_rounding"]; !rounding.is_null()) {
        const auto known = cut_rounding_from_name(rounding.string_or(""));
        if (!known) out.errors.push_back({ErrorCode::FieldChoice, "/bottom_rounding"});
        out.settings.bottom_rounding = known.value_or(CutRounding::Up);
    }
    if (out.settings.unsure_low > out.settings.unsure_high)
        out.errors.push_back({ErrorCode::FieldRange, "/unsure_high"});
    return out;
}

Value city_input_tree(const CityInput& city) {
    Value kinds = Value::list();
    for (const IndexKind& kind : city.kinds) kinds.push(Value::list({kind.code, kind.weight}));
    Value doubtful = Value::list();
    for (const DoubtfulFacility& one : city.doubtful)
        doubtful.push(Value::list({one.id, one.probability}));
    Value communities = Value::list();
    for (const CommunityInput& one : city.communities) communities.push(community_tree(one));
    return Value::map({{"kinds", std::move(kinds)},
                       {"doubtful", std::move(doubtful)},
                       {"communities", std::move(communities)}});
}

Result<CityInput> city_input_of(const Value& tree) {
    CityInput out;
    for (const Value& kind : tree.items("kinds")) {
        if (at(kind, 0).if_string() == nullptr || !is_amount(at(kind, 1))) return misfit("/kinds");
        out.kinds.push_back({std::string(at(kind, 0).string_or("")), at(kind, 1).number_or(0)});
    }
    for (const Value& one : tree.items("doubtful")) {
        if (at(one, 0).if_string() == nullptr || !is_amount(at(one, 1))) return misfit("/doubtful");
        out.doubtful.push_back({std::string(at(one, 0).string_or("")), at(one, 1).number_or(0)});
    }
    for (const Value& one : tree.items("communities")) {
        const std::string path = "/communities/" + std::to_string(out.communities.size());
        CommunityInput community;
        community.code = one.text("code");
        community.name = one.text("name");
        community.people = one["people"].number_or(0);
        community.households = one["households"].number_or(0);
        community.by_network = one["by_network"].bool_or(true);
        if (one.items("services").size() != out.kinds.size()) return misfit(path + "/services");
        for (const Value& service : one.items("services")) {
            Service& next = community.services.emplace_back();
            if (!read_service(service, out.doubtful.size(), next))
                return misfit(path + "/services/" + std::to_string(community.services.size() - 1));
        }
        if (!read_buildings(one["buildings"], community.services))
            return misfit(path + "/buildings");
        out.communities.push_back(std::move(community));
    }
    return out;
}

Value city_index_tree(const CityIndex& index) {
    Value communities = Value::list();
    for (const CommunityIndex& one : index.communities) communities.push(community_index_tree(one));
    return Value::map({{"ranked", index.ranked},
                       {"bottom", index.bottom},
                       {"cut", index.cut},
                       {"survey_first", index.survey_first},
                       {"communities", std::move(communities)}});
}

Result<CityIndex> city_index_of(const Value& tree) {
    if (tree["communities"].if_list() == nullptr) return misfit("/communities");
    CityIndex out;
    out.ranked = tree["ranked"].int_or(0);
    out.bottom = tree["bottom"].int_or(0);
    out.cut = tree["cut"].number_or(0);
    out.survey_first = tree["survey_first"].int_or(0);
    for (const Value& one : tree.items("communities")) {
        CommunityIndex next;
        next.code = one.text("code");
        next.name = one.text("name");
        next.has_index = one["index"].is_number();
        next.index = one["index"].number_or(0);
        next.standard = one["standard"].number_or(0);
        next.low = one["low"].number_or(0);
        next.high = one["high"].number_or(0);
        next.rank = one["rank"].int_or(0);
        next.best_rank = one["best_rank"].int_or(0);
        next.worst_rank = one["worst_rank"].int_or(0);
        next.bottom = one["bottom"].bool_or(false);
        next.probability = one["probability"].number_or(0);
        next.survey_first = one["survey_first"].bool_or(false);
        out.communities.push_back(std::move(next));
    }
    return out;
}

std::string run_document(const FrozenRun& run) {
    return write_json(Value::map({{"format", kFormat},
                                  {"settings", index_settings_tree(run.settings)},
                                  {"about", run.about},
                                  {"city", city_input_tree(run.city)}}));
}

Result<FrozenRun> frozen_run_of(std::string_view document) {
    const Value tree = KONGDI_TRY(parse_own_json(document));
    if (tree["format"].int_or(0) != kFormat) return misfit("/format");
    FrozenRun out;
    const CheckedIndexSettings checked = index_settings_of(tree["settings"], {});
    if (!checked.ok())
        return Error{checked.errors.front().code, "/settings" + checked.errors.front().path};
    out.settings = checked.settings;
    out.about = tree["about"];
    Result<CityInput> city = city_input_of(tree["city"]);
    if (!city) return Error{city.error().code, "/city" + city.error().path};
    out.city = *std::move(city);
    return out;
}

std::string result_document(const CityIndex& index, std::string_view document_sha256) {
    Value out = Value::map({{"document_sha256", document_sha256}});
    out.set("index", city_index_tree(index));
    return write_json(out);
}

}  // namespace kongdi
