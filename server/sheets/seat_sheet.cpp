// SPDX-License-Identifier: Apache-2.0
#include "server/sheets/seat_sheet.hpp"
#include "server/sheets/qr_code.hpp"

#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace kongdi::server {

namespace {

// A4 in points of 1/72 inch.
constexpr double kPageWidth = 595.28;
constexpr double kPageHeight = 841.89;
constexpr double kMargin = 36;
constexpr double kHead = 46;
constexpr std::size_t kColumns = 2;
constexpr std::size_t kRowsOfPage = 5;
constexpr std::size_t kCardsOfPage = kColumns * kRowsOfPage;
constexpr double kCardWidth = (kPageWidth - 2 * kMargin) / kColumns;
constexpr double kCardHeight = (kPageHeight - 2 * kMargin - kHead) / kRowsOfPage;
constexpr double kCodeSide = 96;
constexpr double kPadding = 14;
// Four modules of white around a QR code are part of it (ISO/IEC 18004).
constexpr int kQuietModules = 4;

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* one) const {
        Free(one);
    }
};
using Surface = std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>>;
using Drawing = std::unique_ptr<cairo_t, Freed<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Freed<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Freed<pango_font_description_free>>;

cairo_status_t add_bytes(void* out, const unsigned char* bytes, unsigned int count) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

struct TextStyle {
    double points = 10;
    bool is_bold = false;
    bool is_mono = false;
    double width = 0;
    bool centred = false;
};

class SheetPrinter {
public:
    SheetPrinter(cairo_t* drawing, const SeatSheetWords& words)
        : m_drawing(drawing), m_words(words) {}

    /// Draws words with their upper left corner there; gives their height.
    double text(const std::string& words, double x, double y, const TextStyle& style) {
        const Layout layout(pango_cairo_create_layout(m_drawing));
        const Font font(pango_font_description_from_string(
            style.is_mono ? "Noto Sans Mono CJK SC, monospace" : "Noto Sans CJK SC, sans-serif"));
        pango_font_description_set_absolute_size(font.get(), style.points * PANGO_SCALE);
        pango_font_description_set_weight(font.get(),
                                          style.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_layout_set_font_description(layout.get(), font.get());
        // Which shapes a Han letter has depends on it.
        pango_context_set_language(
            pango_layout_get_context(layout.get()),
            pango_language_from_string(m_words.language == "zh" ? "zh-CN" : "en"));
        pango_layout_set_width(layout.get(), static_cast<int>(style.width * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        if (style.centred) pango_layout_set_alignment(layout.get(), PANGO_ALIGN_CENTER);
        pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
        m_unknown += pango_layout_get_unknown_glyphs_count(layout.get());
        cairo_move_to(m_drawing, x, y);
        pango_cairo_show_layout(m_drawing, layout.get());
        int width = 0, height = 0;
        pango_layout_get_size(layout.get(), &width, &height);
        return static_cast<double>(height) / PANGO_SCALE;
    }

    bool qr_code(const std::string& url, double x, double y) {
        const auto code = qr_rows(url);
        if (!code) return false;
        const int width = static_cast<int>(code->size());
        const double module = kCodeSide / (width + 2 * kQuietModules);
        for (int row = 0; row < width; ++row)
            for (int column = 0; column < width; ++column)
                if ((*code)[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] == '1')
                    cairo_rectangle(m_drawing, x + (column + kQuietModules) * module,
                                    y + (row + kQuietModules) * module, module, module);
        cairo_fill(m_drawing);
        return true;
    }

    bool card(const SeatCard& card, double x, double y) {
        const double dash = 3;
        cairo_set_line_width(m_drawing, 0.5);
        cairo_set_dash(m_drawing, &dash, 1, 0);
        cairo_rectangle(m_drawing, x, y, kCardWidth, kCardHeight);
        cairo_stroke(m_drawing);
        if (!qr_code(card.url, x + kPadding / 2, y + kPadding / 2)) return false;
        const double left = x + kCodeSide + kPadding;
        const double width = kCardWidth - kCodeSide - 1.5 * kPadding;
        double down = y + kPadding;
        down += text(m_words.ask, left, down, {.points = 12, .is_bold = true, .width = width}) + 4;
        down += text(card.of_building ? m_words.how_building : m_words.how, left, down,
                     {.points = 8.5, .width = width}) +
                4;
        text(card.label, left, down, {.points = 9, .width = width});
        text(card.code, x + kPadding, y + kCardHeight - 30,
             {.points = 15,
              .is_bold = true,
              .is_mono = true,
              .width = kCardWidth - 2 * kPadding,
              .centred = true});
        return true;
    }

    /// Across the page, so that it is seen from where people pass.
    bool poster(const SeatCard& one) {
        cairo_save(m_drawing);
        cairo_translate(m_drawing, kMargin, kMargin + kHead);
        cairo_scale(m_drawing, kColumns, kColumns);
        const bool drawn = card(one, 0, 0);
        cairo_restore(m_drawing);
        return drawn;
    }

    void head(std::size_t page, std::size_t pages, bool of_building) {
        const double width = kPageWidth - 2 * kMargin;
        text(m_words.title + "　" + m_words.place, kMargin, kMargin - 6,
             {.points = 13, .is_bold = true, .width = width});
        std::string which = of_building ? m_words.page_of_building : m_words.page_of;
        for (const auto& [name, value] : {std::pair{"{page}", page}, std::pair{"{pages}", pages}})
            if (const auto at = which.find(name); at != std::string::npos)
                which.replace(at, std::string_view(name).size(), std::to_string(value));
        text(which, kMargin, kMargin + 16, {.points = 8.5, .width = width});
    }

    int unknown() const { return m_unknown; }

private:
    cairo_t* m_drawing;
    const SeatSheetWords& m_words;
    int m_unknown = 0;
};

}  // namespace

Result<std::string> seat_sheet_pdf(const SeatSheetWords& words, std::span<const SeatCard> cards) {
    const Error failed{ErrorCode::Internal, {}, "the sheet could not be drawn"};
    std::string out;
    {
        const Surface surface(
            cairo_pdf_surface_create_for_stream(add_bytes, &out, kPageWidth, kPageHeight));
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE,
                                       (words.title + " " + words.place).c_str());
        const Drawing drawing(cairo_create(surface.get()));
        SheetPrinter printer(drawing.get(), words);
        std::vector<SeatCard> posters, slips;
        for (const SeatCard& card : cards) (card.of_building ? posters : slips).push_back(card);
        const std::size_t pages = std::max<std::size_t>(
            1, posters.size() + (slips.size() + kCardsOfPage - 1) / kCardsOfPage);
        for (std::size_t page = 0; page < pages; ++page) {
            const bool of_building = page < posters.size();
            printer.head(page + 1, pages, of_building);
            if (of_building && !printer.poster(posters[page])) return failed;
            for (std::size_t i = 0; i < kCardsOfPage && !of_building; ++i) {
                const std::size_t at = (page - posters.size()) * kCardsOfPage + i;
                if (at >= slips.size()) break;
                if (!printer.card(
                        slips[at], kMargin + static_cast<double>(i % kColumns) * kCardWidth,
                        kMargin + kHead + static_cast<double>(i / kColumns) * kCardHeight))
                    return failed;
            }
            cairo_show_page(drawing.get());
        }
        if (printer.unknown() > 0)
            return Error{ErrorCode::Internal, {}, "no font of this machine has these letters"};
        cairo_surface_finish(surface.get());
        if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return failed;
    }
    return out;
}

}  // namespace kongdi::server
