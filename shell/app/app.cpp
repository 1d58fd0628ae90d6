// SPDX-License-Identifier: Apache-2.0
#include "shell/app/app.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/codec/json.hpp"
#include "shell/app/effects.hpp"
#include "shell/map/painter.hpp"
#include "shell/screens/screens.hpp"
#include "shell/widgets/fields.hpp"
#include "shell/widgets/reading.hpp"
#include "shell/widgets/stage.hpp"
#include "shell/widgets/theme.hpp"

namespace kongdi::shell {

namespace {

/// Letters of the elder view are half as large again already: at twice that a word fills a line.
constexpr float kMostElderScale = 1.5f;

widgets::Theme theme_of(const AppState& state) {
    using enum widgets::ThemeName;
    widgets::Theme theme;
    switch (state.display.appearance) {
        case Appearance::Device:
            theme.name = state.prefers.contrast ? Contrast : state.prefers.dark ? Dark : Light;
            break;
        case Appearance::Light: theme.name = Light; break;
        case Appearance::Dark: theme.name = Dark; break;
        case Appearance::Contrast: theme.name = Contrast; break;
    }
    theme.elder = state.display.elder;
    theme.scale = static_cast<float>(state.display.scale_percent) / 100;
    if (theme.elder) theme.scale = std::min(theme.scale, kMostElderScale);
    // On the wall: the smallest letters are a thirtieth of its height, whatever the wall's.
    if (state.route.screen == ScreenId::Projector) {
        constexpr float kLinesOfWall = 30;
        theme.name = theme.name == Contrast ? Contrast : Dark;
        theme.elder = false;
        theme.scale = std::max(1.0f, widgets::viewport().height / kLinesOfWall /
                                         widgets::type_row(widgets::TextStyle::Second).size);
    }
    theme.calm = state.display.calm || state.prefers.calm;
    return theme;
}

/// A map that is being moved was drawn where it is now: no need to draw it again.
bool is_seen(const Action& action) {
    if (const auto* city = action.get_if<MoveCityMap>()) return !city->settled;
    const auto* place = action.get_if<MoveMap>();
    return place != nullptr && !place->settled;
}

/// "tile:15/27320/13490"
std::string tile_tag(const tile::TileId& id) { return tile::tile_path("tile:{z}/{x}/{y}", id); }

std::string address_of(const map::TileSource& source, const tile::TileId& id) {
    return tile::tile_path(source.pattern, id) + "?v=" + percent_encoded(source.version);
}

std::optional<tile::TileId> tile_of_tag(std::string_view tag) {
    constexpr std::string_view kTile = "tile:";
    if (!tag.starts_with(kTile)) return std::nullopt;
    tag.remove_prefix(kTile.size());
    std::array<std::int64_t, 3> numbers{};
    std::size_t at = 0;
    for (const char c : tag) {
        if (c == '/' && at < 2)
            ++at;
        else if (c >= '0' && c <= '9' && numbers[at] < 1 << tile::kMostZoom)
            numbers[at] = numbers[at] * 10 + (c - '0');
        else
            return std::nullopt;
    }
    const tile::TileId id{static_cast<int>(numbers[0]), numbers[1], numbers[2]};
    return tile::is_tile(id) ? std::optional(id) : std::nullopt;
}

}  // namespace

App::App(Catalogue catalogue) : m_text(text::text_of(text::Language::Zh)) {
    m_state.catalogue = std::move(catalogue);
    m_state.tiles = &m_tiles;
    m_state.points = &m_points;
}

void App::event(std::string_view json) {
    Result<Value> tree = parse_own_json(json);
    if (tree && !keeps_later(*tree)) apply(PlatformEvent{*std::move(tree)});
}

void App::apply(const Action& action) {
    Chance chance;
    chance.now_ms = platform::now_ms();
    platform::random_bytes(chance.random);
    Effects effects;
    const Route before = m_state.route;
    reduce(m_state, action, chance, effects);
    // The filter is no other screen: it changes under the hands of whoever sets it.
    if (before.screen != m_state.route.screen || before.argument != m_state.route.argument ||
        before.dialog != m_state.route.dialog)
        widgets::forget_presses();
    for (const Value& effect : effects) platform::send(write_json(effect));
    if (m_text.language() != m_state.language) m_text = text::text_of(m_state.language);
    widgets::set_full_words(m_text("field.full"));
    m_text.set_utc_offset_min(m_state.utc_offset_min);
    widgets::set_theme(theme_of(m_state));
    if (!is_seen(action)) platform::wake("event");
}

void App::bytes(std::string_view tag, int status, std::string bytes) {
    if (tag == "points") {
        if (status == 200) m_points.take(std::move(bytes));
        apply(PointsAnswered{status});
        if (m_points.busy()) platform::work_soon();
        return;
    }
    const std::optional<tile::TileId> id = tile_of_tag(tag);
    if (!id) return;
    if (status == 200)
        m_tiles.take(*id, std::move(bytes));
    else if (status == 204 || status == 404)
        m_tiles.take(*id, {});  // nothing is there
    else
        m_tiles.fail(*id, widgets::now_ms());
    if (m_tiles.works())
        platform::work_soon();
    else
        platform::wake("tile");
    fetch_tiles();
}

/// Tiles first: they are what the person looks at.
bool App::work() {
    constexpr double kTurnMs = 12;
    const double until = map::work_clock_ms() + kTurnMs;
    const std::uint64_t made = m_tiles.made();
    if (m_tiles.works()) {
        const bool more = m_tiles.work(until);
        if (m_tiles.made() != made) platform::wake("tile");
        return more || m_points.busy() || m_points.wishes();
    }
    if (!m_points.busy() && !m_points.wishes()) return false;
    if (m_points.work(until)) return true;
    platform::wake("points");
    return false;
}

void App::fetch_tiles() {
    for (const tile::TileId& id : m_tiles.take_requests(widgets::now_ms()))
        platform::send(write_json(effect(
            "http.bytes", {{"tag", tile_tag(id)}, {"path", address_of(m_tiles.source(), id)}})));
}

/// The map of the community in use works without a network: its tiles are fetched once it is known.
void App::keep_tiles() {
    if (!m_state.draft || !m_state.online || m_tiles.waits()) return;
    const std::string& code = m_state.draft->here.community.code;
    const std::string key = code + " " + m_tiles.source().version;
    if (code.empty() || key == m_kept || m_state.now_ms < m_keep_again_ms) return;
    m_kept = key;
    // Its parts lie in tiles that may not be here yet; a kilometre around is never wrong.
    constexpr double kAroundM = 1000;
    const World at = to_world(m_state.draft->camera.centre);
    const double around = kAroundM / world_width_m(m_state.draft->camera.centre.lat);
    const tile::WorldBox known = m_tiles.extent_of(code);
    const tile::WorldBox box{
        {std::min(known.low.x, at.x - around), std::min(known.low.y, at.y - around)},
        {std::max(known.high.x, at.x + around), std::max(known.high.y, at.y + around)}};
    Value paths = Value::list();
    const map::TileSource& source = m_tiles.source();
    constexpr std::size_t kMostOfAZoom = 48;
    for (int z = source.least_zoom; z <= source.most_zoom; ++z)
        for (const tile::TileId& id : tile::tiles_over(box, z, kMostOfAZoom))
            paths.push(address_of(source, id));
    platform::send(write_json(effect("tiles.keep", {{"key", key}, {"paths", std::move(paths)}})));
}

/// Tiles could not be kept: they are asked for again, but not at each frame.
bool App::keeps_later(const Value& event) {
    if (event.text("event") != "tiles.not_kept") return false;
    constexpr std::int64_t kAgainMs = 30'000;
    if (event.text("key") == m_kept) {
        m_kept.clear();
        m_keep_again_ms = platform::now_ms() + kAgainMs;
    }
    return true;
}

void App::draw() {
    m_state.now_ms = platform::now_ms();
    Actions actions;
    widgets::Reader reader;
    if (m_state.can_speak && m_state.display.elder) {
        reader.label = m_text("reading.start");
        reader.stop_label = m_text("reading.stop");
        reader.speaking = m_state.speaking;
    }
    widgets::set_reader(reader);
    if (m_state.map_about && m_state.map_about->base) {
        const api::BaseMapAbout& base = *m_state.map_about->base;
        m_tiles.raster().credit =
            m_text("map.base", {{"number", base.review_no},
                                {"source", base.source.in(language_code(m_state.language))}});
    }
    draw_screen(m_state, m_text, actions);
    if (widgets::take_reader_press()) {
        const std::string words = widgets::readable_text(widgets::last_tree());
        actions.push_back(ReadAloud{m_state.speaking ? std::string() : words});
    }
    for (const Action& action : actions) apply(action);
    if (m_points.wishes()) platform::work_soon();
    fetch_tiles();
    keep_tiles();
}

}  // namespace kongdi::shell
