// SPDX-License-Identifier: Apache-2.0
#include "shell/widgets/letters.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

#include "core/base/text.hpp"
#include "shell/widgets/clusters.hpp"

namespace kongdi::widgets {

namespace {

constexpr LetterCode kFirstPrivate = 0xE000;
constexpr LetterCode kLastPrivate = 0xF8FF;
constexpr std::size_t kMostClusters = 4096;
constexpr LetterCode kReplacement = 0xFFFD;

/// Texts of clusters by their code. Open addressing; never more than half full.
class ClusterTable {
public:
    /// 0 when the table is full.
    LetterCode code_of(std::string_view text) {
        std::size_t slot = std::hash<std::string_view>{}(text) % kSlots;
        for (; m_slots[slot] != 0; slot = (slot + 1) % kSlots)
            if (m_texts[m_slots[slot] - 1u] == text) return to_code(m_slots[slot]);
        if (m_texts.size() == kMostClusters) return 0;
        m_texts.emplace_back(text);
        m_slots[slot] = static_cast<std::uint16_t>(m_texts.size());
        return to_code(m_slots[slot]);
    }

    std::string_view text_of(LetterCode code) const {
        const std::size_t index = static_cast<std::size_t>(code) - kFirstPrivate;
        return index < m_texts.size() ? std::string_view(m_texts[index]) : "\uFFFD";
    }

    void clear() {
        m_texts.clear();
        m_slots.fill(0);
    }

private:
    static constexpr std::size_t kSlots = 2 * kMostClusters;
    static LetterCode to_code(std::uint16_t place) {
        return static_cast<LetterCode>(kFirstPrivate + place - 1);
    }
    std::vector<std::string> m_texts;
    std::array<std::uint16_t, kSlots> m_slots{};  // place in m_texts, from 1
};

struct Wanted {
    ImFontBaked* baked;  // valid until the next frame begins
    LetterCode code;
};

struct Letters {
    ClusterTable table;
    LetterMaker maker;
    std::vector<Wanted> wanted;
    bool full = false;
    int emptied_at = 0;  // frame
    // Past this many pixels the atlas costs a phone more memory than all else, so what screens of
    // long ago have left in it goes; a screen that truly needs more may have it.
    int comfortable = 2048 * 2048;
};

Letters& letters() {
    static Letters the_letters;
    return the_letters;
}

bool is_private(std::uint32_t c) { return c >= kFirstPrivate && c <= kLastPrivate; }
bool is_hanzi(std::uint32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
}
bool is_bold(const ImFontBaked* baked) { return baked->ContainerFont->Sources[0]->FontNo == 1; }
float device_px(const ImFontBaked* baked) { return baked->Size * baked->RasterizerDensity; }

bool is_measured(const ImFontBaked* baked, LetterCode code) {
    return code < baked->IndexAdvanceX.Size && baked->IndexAdvanceX[code] >= 0;
}

void keep_width(ImFontBaked* baked, LetterCode code, float width) {
    ImFontAtlasBakedAddFontGlyphAdvancedX(
        baked->ContainerFont->ContainerAtlas, baked, nullptr, code,
        std::max(0.0f, std::round(width)) / baked->RasterizerDensity);
}

void measure(ImFontBaked* baked, std::span<const LetterCode> codes) {
    static std::vector<float> widths;
    widths.assign(codes.size(), 0);
    letters().maker.measure(codes, device_px(baked), is_bold(baked), widths.data());
    for (std::size_t i = 0; i < codes.size(); ++i) keep_width(baked, codes[i], widths[i]);
}

/// All letters anew. A screen that needs more than fits is not emptied again and again: what is
/// over stays blank.
void empty_atlas(ImFontAtlas* atlas) {
    constexpr int kFramesBetween = 60;
    Letters& l = letters();
    const int frame = GImGui->FrameCount;
    if (l.emptied_at != 0 && frame - l.emptied_at < kFramesBetween) {
        if (!l.full) l.comfortable *= 2;
        return;
    }
    l.emptied_at = frame;
    l.full = false;
    l.table.clear();
    ImFontAtlasBuildDiscardBakes(atlas, 0);
    ImFontAtlasTextureCompact(atlas);
}

/// A first batch of wanted letters of one size and weight, each once.
std::vector<LetterCode> take_batch(ImFontBaked*& baked) {
    std::vector<Wanted>& wanted = letters().wanted;
    std::vector<LetterCode> batch;
    baked = wanted.front().baked;
    std::size_t kept = 0;
    for (const Wanted& one : wanted) {
        if (one.baked != baked || batch.size() == kLetterBatch)
            wanted[kept++] = one;
        else if (!baked->IsGlyphLoaded(one.code) &&
                 std::find(batch.begin(), batch.end(), one.code) == batch.end())
            batch.push_back(one.code);
    }
    wanted.resize(kept);
    return batch;
}

}  // namespace

Letter next_letter(std::string_view text, std::size_t& at) {
    const Cluster cluster = next_cluster(text, at);
    Letter letter;
    letter.first = cluster.first;
    letter.last = cluster.last;
    letter.right_to_left = cluster.right_to_left;
    if (is_invisible(cluster.first)) return letter;
    const bool small = cluster.first < 0x10000 && !is_private(cluster.first);
    if (small && (cluster.single || cluster.first == kReplacement)) {
        letter.code = static_cast<LetterCode>(cluster.first);
        return letter;
    }
    letter.code = letters().table.code_of(text.substr(cluster.begin, cluster.end - cluster.begin));
    if (letter.code == 0) {  // no room: the plain letter, if there is one
        letters().full = true;
        letter.code = small ? static_cast<LetterCode>(cluster.first) : kReplacement;
    }
    return letter;
}

void append_letter(std::string& out, LetterCode code) {
    if (is_private(code))
        out += letters().table.text_of(code);
    else
        append_code_point(out, code);
}

void set_letter_maker(const LetterMaker& maker) {
    letters() = Letters{};
    letters().maker = maker;
}

void begin_letters() {
    Letters& l = letters();
    l.wanted.clear();
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    const ImTextureData* texture = atlas->TexData;
    if (l.full || (texture != nullptr && texture->Width * texture->Height > l.comfortable))
        empty_atlas(atlas);
}

void measure_letters(ImFontBaked* baked, std::string_view text) {
    static std::vector<LetterCode> codes;
    codes.clear();
    for (std::size_t at = 0; at < text.size();) {
        const LetterCode code = next_letter(text, at).code;
        if (code == 0 || is_hanzi(code) || is_measured(baked, code)) continue;
        keep_width(baked, code, 0);  // so that it is asked for once
        codes.push_back(code);
    }
    if (!codes.empty()) measure(baked, codes);
}

float letter_width(ImFontBaked* baked, LetterCode code) {
    if (code == 0) return 0;
    if (!is_measured(baked, code)) {
        if (is_hanzi(code))  // one em in every font
            keep_width(baked, code, device_px(baked));
        else
            measure(baked, {&code, 1});
    }
    return baked->IndexAdvanceX[code];
}

bool letter_is_ready(ImFontBaked* baked, LetterCode code) {
    if (baked->IsGlyphLoaded(code)) return true;
    letters().wanted.push_back({baked, code});
    return false;
}

void atlas_is_full() { letters().full = true; }

bool make_letters() {
    Letters& l = letters();
    if (l.wanted.empty()) return false;
    const double start = l.maker.now_ms();
    while (!l.wanted.empty()) {
        ImFontBaked* baked = nullptr;
        const std::vector<LetterCode> batch = take_batch(baked);
        if (batch.empty()) continue;
        l.maker.draw(batch, device_px(baked), is_bold(baked));
        for (const LetterCode code : batch) baked->FindGlyphNoFallback(code);
        if (l.maker.now_ms() - start >= kLetterBudgetMs) break;
    }
    return true;
}

bool letters_are_wanted() { return !letters().wanted.empty(); }

}  // namespace kongdi::widgets
