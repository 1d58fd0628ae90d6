// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/wave_sets.hpp"

#include <array>
#include <map>

#include "core/base/id.hpp"
#include "server/exports/community_middles.hpp"
#include "server/exports/listed_rows.hpp"
#include "server/exports/rating_columns.hpp"

namespace kongdi::server {

namespace {

struct GroupName {
    WaveGroup group;
    std::string_view name;
};
constexpr std::array<GroupName, 4> kGroups{{{WaveGroup::None, "none"},
                                            {WaveGroup::Community, "community"},
                                            {WaveGroup::Mode, "mode"},
                                            {WaveGroup::AgeBand, "age_band"}}};

Result<std::vector<Wave>> waves_asked(Storage& storage, const RowsAsked& asked) {
    std::string id;
    bool published = false;
    for (const auto& [name, value] : asked.query) {
        if (name == "wave") id = value;
        if (name == "published") published = value == "1";
    }
    if (!id.empty() && !is_uuid_v7(id)) return Error{ErrorCode::RequestFormat, "/wave"};
    std::vector<Wave> out;
    for (Wave& wave : KONGDI_TRY(storage.waves()))
        if ((id.empty() ? wave.state != WaveState::Draft : wave.id == id) &&
            (!published || wave.state == WaveState::Published))
            out.push_back(std::move(wave));
    if (!id.empty() && out.empty()) return Error{ErrorCode::NotFound, "/wave"};
    return out;
}

/// What is published is for everybody, whoever asks for it.
bool sees_whole_city(const RowsAsked& asked) {
    for (const auto& [name, value] : asked.query)
        if (name == "published" && value == "1") return false;
    return !asked.within || asked.within->is_whole_city();
}

class RatingRows {
public:
    RatingRows(Storage& storage, const RowsAsked& asked, const Labels& labels)
        : m_storage(storage), m_asked(asked), m_labels(labels), m_middles(storage) {}

    Result<void> begin() {
        for (const CommunityName& one : KONGDI_TRY(m_storage.known_communities()))
            m_names[one.code] = one.name;
        const Box city = KONGDI_TRY(m_storage.map_box());
        if (!city.empty())
            m_city = Wgs84Point{(city.west + city.east) / 2, (city.south + city.north) / 2};
        return {};
    }

    Result<void> add(const Wave& wave, const GroupName& group) {
        std::map<std::string, std::map<std::string, Tally>> table;
        for (WaveTally& row : KONGDI_TRY(m_storage.wave_tallies(wave.number, group.group)))
            table[row.facility][row.group] += row.tally;
        const Release release = wave_release(wave, sees_whole_city(m_asked));
        for (const auto& [kind, groups] : table)
            for (ShownRating& rating : shown_ratings(groups, release))
                KONGDI_CHECK(add_row(wave, group, kind, std::move(rating)));
        return {};
    }

    std::vector<RatingRow> take() { return std::move(m_rows); }

private:
    /// Totals and splits are the city's, as they will be published; of communities their own.
    Result<void> add_row(const Wave& wave, const GroupName& group, const std::string& kind,
                         ShownRating rating) {
        const bool of_community = group.group == WaveGroup::Community;
        if (of_community && m_asked.within && !covers(*m_asked.within, rating.group)) return {};
        RatingRow row;
        row.id = wave.id + "/" + std::string(group.name) + "/" + rating.group + "/" + kind;
        row.wave = wave;
        row.is_final = wave_release(wave, sees_whole_city(m_asked)) == Release::Final;
        row.by = group.name;
        row.kind = kind;
        row.point = m_city;
        if (of_community) {
            row.community_name = m_names[rating.group];
            row.point = KONGDI_TRY(m_middles.of(rating.group));
        }
        row.title = row.community_name.empty() ? wave.plan.title : row.community_name;
        row.title.append(" · ").append(m_labels.facility_kind(kind));
        row.rating = std::move(rating);
        m_rows.push_back(std::move(row));
        return {};
    }

    Storage& m_storage;
    const RowsAsked& m_asked;
    const Labels& m_labels;
    CommunityMiddles m_middles;
    std::map<std::string, std::string> m_names = {};
    std::optional<Wgs84Point> m_city = {};
    std::vector<RatingRow> m_rows = {};
};

}  // namespace

Release wave_release(const Wave& wave, bool sees_whole_city) {
    const bool runs = wave.state == WaveState::Draft || wave.state == WaveState::Open;
    return runs || !sees_whole_city ? Release::Running : Release::Final;
}

Result<std::unique_ptr<RowSource>> open_ratings(Storage& storage, const RowsAsked& asked,
                                                const Labels& labels) {
    RatingRows rows(storage, asked, labels);
    KONGDI_CHECK(rows.begin());
    for (const Wave& wave : KONGDI_TRY(waves_asked(storage, asked)))
        for (const GroupName& group : kGroups) KONGDI_CHECK(rows.add(wave, group));
    return listed_rows(rating_table(), labels, rows.take());
}

}  // namespace kongdi::server
